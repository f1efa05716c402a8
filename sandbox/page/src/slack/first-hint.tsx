import { useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import { useShown } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { Icon } from "../parts/icons.tsx";
import { useStored } from "../parts/use-stored.ts";
import { languageOf } from "./words.ts";

const EN = {
  label: "Three things to try",
  youAre: (name: string, company: string) => `You are ${name} at ${company}.`,
  madeUp: "Everything here is made up and stays on this machine. Try:",
  out: { command: "/whosout next week", why: "and press Enter: who is out, and when they are back" },
  off: { command: "/timeoff next wednesday", why: "and press Enter: ask for a day off" },
  approve: (app: string) => `to see the request there, and approve it. The confirmation also stands under “${app}”`,
  all: "All hints",
  fewer: "Fewer hints",
  hide: "Hide the hints",
};
const DE: typeof EN = {
  label: "Drei Dinge zum Ausprobieren",
  youAre: (name, company) => `Du bist ${name} bei ${company}.`,
  madeUp: "Alles hier ist erfunden und bleibt auf diesem Rechner. Versuch es mit:",
  out: { command: "/whosout nächste Woche", why: "und Enter: wer abwesend ist, und bis wann" },
  off: { command: "/timeoff nächsten Mittwoch", why: "und Enter: einen freien Tag beantragen" },
  approve: (app) => `zeigt den Antrag, der dort genehmigt werden kann. Die Bestätigung steht auch unter „${app}“`,
  all: "Alle Hinweise",
  fewer: "Weniger Hinweise",
  hide: "Hinweise ausblenden",
};

/** How many of the three were done: the bot answered them; it confirmed a request of theirs. */
function doneIn({ messages, me, app }: Snapshot): number {
  if ((messages[me.id] ?? []).some(({ from }) => from === app.userId)) return 2;
  const isAnswered = Object.values(messages).some((all) =>
    all.some(({ from, to }) => from === app.userId && to === me.id),
  );
  return isAnswered ? 1 : 0;
}

/**
 * For somebody who has never seen this: three things to try. Whatever day it is, they work. When one is done, only the next is in sight.
 *
 * @param onTry puts a command into the composer, where there is one
 */
export function FirstHint({ onTry }: { onTry: ((text: string) => void) | undefined }) {
  const me = useShown((snapshot) => snapshot.me);
  const app = useShown((snapshot) => snapshot.app.name);
  const company = useShown((snapshot) => snapshot.company);
  const done = useShown(doneIn);
  const [isGone, setGone] = useStored("hint-gone");
  const [isWhole, showWhole] = useState(false);
  if (isGone || (!onTry && done < 2)) return null;

  const words = { en: EN, de: DE }[languageOf(me)];
  const steps: [chip: string, why: string, onClick: () => void][] = [
    [words.out.command, words.out.why, () => onTry?.(words.out.command)],
    [words.off.command, words.off.why, () => onTry?.(words.off.command)],
    ["Personio", words.approve(app), () => go({ tab: "personio" })],
  ];
  const isFolded = done > 0 && !isWhole;
  return (
    <aside className={isFolded ? "first-hint folded" : "first-hint"} aria-label={words.label}>
      {!isFolded && (
        <p>
          <strong>{words.youAre(me.name, company)}</strong> {words.madeUp}
        </p>
      )}
      <ol>
        {steps.map(([chip, why, onClick], at) =>
          isFolded && at !== done ? null : (
            <li key={chip} value={at + 1} className={at < done ? "done" : undefined}>
              <button type="button" className="chip" onClick={onClick}>
                {chip}
              </button>{" "}
              {why}
            </li>
          ),
        )}
      </ol>
      <span className="first-hint-tools">
        {done > 0 && (
          <button
            type="button"
            className="icon-button"
            aria-label={isFolded ? words.all : words.fewer}
            aria-expanded={!isFolded}
            onClick={() => showWhole(!isWhole)}
          >
            <span className={isFolded ? "upwards" : undefined}>
              <Icon name="down" size={14} />
            </span>
          </button>
        )}
        <button type="button" className="icon-button" aria-label={words.hide} onClick={() => setGone("yes")}>
          <Icon name="close" size={14} />
        </button>
      </span>
    </aside>
  );
}
