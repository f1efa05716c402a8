import { useEffect } from "react";
import { Blocks } from "../blocks/blocks.tsx";
import { PressedSurface } from "../blocks/surface.tsx";
import { ask, useSnapshot } from "../demo/demo.tsx";

/** What the bot has published for this person; opening it tells the bot, which may publish it anew. */
export function AppHome({ channel }: { channel: string }) {
  const { home, app } = useSnapshot();
  useEffect(() => {
    void ask({ do: "openHome" });
  }, []);
  return (
    <section className="app-home" aria-label={`Home of ${app.name}`}>
      {home ? (
        <PressedSurface channel={channel}>
          <Blocks blocks={home} />
        </PressedSurface>
      ) : (
        <p className="faint">{app.name} has published nothing here yet.</p>
      )}
    </section>
  );
}
