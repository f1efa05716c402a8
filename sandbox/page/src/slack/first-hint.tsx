import { useSnapshot } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { Icon } from "../parts/icons.tsx";
import { useStored } from "../parts/use-stored.ts";

/** For somebody who has never seen this: three things to try. Whatever day it is, they work: Anna is away the first half of this week. */
export function FirstHint({ onTry }: { onTry: (text: string) => void }) {
  const { me, company } = useSnapshot();
  const [isGone, setGone] = useStored("hint-gone");
  if (isGone) return null;
  return (
    <aside className="first-hint" aria-label="Three things to try">
      <p>
        <strong>
          You are {me.name} at {company}.
        </strong>{" "}
        Everything here is made up and stays on this machine. Try:
      </p>
      <ol>
        <li>
          <button type="button" className="chip" onClick={() => onTry("/whosout next week")}>
            /whosout next week
          </button>{" "}
          and press Enter: who is out, and when they are back
        </li>
        <li>
          <button type="button" className="chip" onClick={() => onTry("/timeoff next wednesday")}>
            /timeoff next wednesday
          </button>{" "}
          to ask for a day off
        </li>
        <li>
          <button type="button" className="chip" onClick={() => go({ tab: "personio" })}>
            Personio
          </button>{" "}
          to see it there, and approve it
        </li>
      </ol>
      <button type="button" className="icon-button" aria-label="Hide the hints" onClick={() => setGone("yes")}>
        <Icon name="close" size={14} />
      </button>
    </aside>
  );
}
