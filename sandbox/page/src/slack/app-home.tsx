import { useEffect, useRef } from "react";
import { Blocks } from "../blocks/blocks.tsx";
import { PressedSurface } from "../blocks/surface.tsx";
import { ask, useSnapshot } from "../demo/demo.tsx";
import { wallClock } from "../world/wall-clock.ts";
import { slackWords } from "./words.ts";

/**
 * What the bot has published for this person; opening it tells the bot, which may publish it anew. Who has it open on the next day has come
 * back to it, and so has who has it open in a world that begins anew.
 */
export function AppHome({ channel }: { channel: string }) {
  const { home, homeValues, app, me, bot, now } = useSnapshot();
  const words = slackWords(me);
  const isEmpty = home === undefined;
  const { day } = wallClock(new Date(now), me.zone);
  const isTold = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was shown on another day, or is gone, was told of another time
  useEffect(() => {
    if (isEmpty) return;
    return () => {
      isTold.current = false;
    };
  }, [isEmpty, day]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: again when the one above says so
  useEffect(() => {
    if (bot !== "running" || isTold.current) return;
    isTold.current = true;
    void ask({ do: "openHome" });
  }, [bot, isEmpty, day]);
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
