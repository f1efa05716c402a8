import { useEffect } from "react";
import { Blocks } from "../blocks/blocks.tsx";
import { PressedSurface } from "../blocks/surface.tsx";
import { ask, useSnapshot } from "../demo/demo.tsx";
import { slackWords } from "./words.ts";

/** What the bot has published for this person; opening it tells the bot, which may publish it anew. */
export function AppHome({ channel }: { channel: string }) {
  const { home, homeValues, app, me } = useSnapshot();
  const words = slackWords(me);
  useEffect(() => {
    void ask({ do: "openHome" });
  }, []);
  return (
    <section className="app-home" aria-label={words.homeOf(app.name)}>
      {home ? (
        <PressedSurface channel={channel} values={homeValues}>
          <Blocks blocks={home} />
        </PressedSurface>
      ) : (
        <p className="faint">{words.nothingAtHome(app.name)}</p>
      )}
    </section>
  );
}
