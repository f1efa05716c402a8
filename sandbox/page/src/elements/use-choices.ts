import { useEffect, useRef, useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import type { ElementData } from "../blocks/shapes.ts";
import { useSurface } from "../blocks/surface.tsx";
import { useSnapshot } from "../demo/demo.tsx";
import { inTheirWords, slackWords } from "../slack/words.ts";
import { type Choice, choicesOf, choicesOffered, conversations, fitting, people } from "./choices.ts";

/** How many characters Slack waits for before it asks the bot, and how long after a key. */
const ASK = { fewest: 3, afterMs: 200 };
type Found = { choices: Choice[] /** Why there is nothing to choose. */; note: string };

/** What a list offers for what is typed. External lists ask the bot. */
export function useChoices(element: ElementData, blockId: string, typed: string, isOpen: boolean): Found {
  const snapshot = useSnapshot();
  const external = useExternal(snapshot, element, blockId, typed, isOpen);
  if (isExternal(element)) return external;
  const all = element.type.includes("users_select")
    ? people(snapshot)
    : element.type.includes("static_select")
      ? choicesOf(element)
      : conversations(snapshot, element);
  return { choices: fitting(all, typed).slice(0, 100), note: slackWords(snapshot.me).noResults };
}

function isExternal({ type }: ElementData): boolean {
  return type.endsWith("external_select");
}

function useExternal(snapshot: Snapshot, element: ElementData, blockId: string, typed: string, isOpen: boolean): Found {
  const surface = useSurface();
  const words = slackWords(snapshot.me);
  const [found, setFound] = useState<Found>({ choices: [], note: words.searching });
  const { min_query_length: fewest = ASK.fewest } = element;
  const asking = useRef(0);
  const isTooShort = [...typed].length < fewest;

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each thing that is typed, and not whenever something was shown
  useEffect(() => {
    if (!isExternal(element) || !isOpen || isTooShort) return;
    asking.current += 1;
    const number = asking.current;
    setFound((before) => ({ ...before, note: words.searching }));
    const timer = setTimeout(async () => {
      const offered = await surface.offered(blockId, element, typed);
      // Only the answer to what stands there now counts.
      if (number !== asking.current) return;
      setFound({
        choices: choicesOffered(offered),
        note: offered.trouble ? inTheirWords(snapshot.me, offered.trouble) : words.noResults,
      });
    }, ASK.afterMs);
    return () => clearTimeout(timer);
  }, [typed, isOpen, isTooShort, blockId]);

  if (!isTooShort) return found;
  return { choices: [], note: words.typeMore(fewest) };
}
