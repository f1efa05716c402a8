import { type ReactNode, useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import { useShown } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { Icon } from "../parts/icons.tsx";
import { useStored } from "../parts/use-stored.ts";

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

  const command = (text: string) => (
    <button type="button" className="chip" onClick={() => onTry?.(text)}>
      {text}
    </button>
  );
  const steps: ReactNode[] = [
    <>{command("/whosout next week")} and press Enter: who is out, and when they are back</>,
    <>{command("/timeoff next wednesday")} and press Enter: ask for a day off</>,
    <>
      <button type="button" className="chip" onClick={() => go({ tab: "personio" })}>
        Personio
      </button>{" "}
      to see the request there, and approve it. The confirmation also stands under “{app}”
    </>,
  ];
  const isFolded = done > 0 && !isWhole;
  return (
    <aside className={isFolded ? "first-hint folded" : "first-hint"} aria-label="Three things to try">
      {!isFolded && (
        <p>
          <strong>
            You are {me.name} at {company}.
          </strong>{" "}
          Everything here is made up and stays on this machine. Try:
        </p>
      )}
      <ol>
        {steps.map((step, at) =>
          isFolded && at !== done ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: always the same three
            <li key={at} value={at + 1} className={at < done ? "done" : undefined}>
              {step}
            </li>
          ),
        )}
      </ol>
      <span className="first-hint-tools">
        {done > 0 && (
          <button
            type="button"
            className="icon-button"
            aria-label={isFolded ? "All hints" : "Fewer hints"}
            aria-expanded={!isFolded}
            onClick={() => showWhole(!isWhole)}
          >
            <span className={isFolded ? "upwards" : undefined}>
              <Icon name="down" size={14} />
            </span>
          </button>
        )}
        <button type="button" className="icon-button" aria-label="Hide the hints" onClick={() => setGone("yes")}>
          <Icon name="close" size={14} />
        </button>
      </span>
    </aside>
  );
}
