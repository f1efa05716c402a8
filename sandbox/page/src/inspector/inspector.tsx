import { useMemo } from "react";
import { useShown } from "../demo/demo.tsx";
import { timeText } from "../demo/times.ts";
import { Icon } from "../parts/icons.tsx";
import { foldsOf, type Interaction, interactionsOf } from "./interactions.ts";
import { FoldedSteps, msText } from "./step.tsx";
import { useInspector } from "./use-inspector.ts";

/** What happened between Slack, the bot and Personio, the newest first. */
export function Inspector() {
  const trace = useShown((snapshot) => snapshot.trace);
  const { toggle } = useInspector();
  const interactions = useMemo(() => interactionsOf(trace), [trace]);
  return (
    <aside className="inspector" aria-label="Inspector">
      <header>
        <h2>Inspector</h2>
        <button type="button" className="icon-button" aria-label="Close the inspector" onClick={toggle}>
          <Icon name="close" />
        </button>
      </header>
      {interactions.length === 0 && <p className="faint">Type a command or press a button: each step appears here.</p>}
      <ol className="interactions">
        {interactions.map((interaction, at) => (
          <li key={interaction.key}>
            <InteractionSteps interaction={interaction} isOpen={at === 0 || !interaction.isOk} />
          </li>
        ))}
      </ol>
    </aside>
  );
}

function InteractionSteps({ interaction, isOpen }: { interaction: Interaction; isOpen: boolean }) {
  const me = useShown((snapshot) => snapshot.me);
  const { title, at, steps, isOk, isWaiting, tookMs } = interaction;
  return (
    <details className={isOk ? "interaction" : "interaction refused"} open={isOpen}>
      <summary>
        <span className="interaction-title">{title}</span>
        <span className="faint">
          {isWaiting ? "…" : msText(tookMs)} · {timeText(new Date(at), me)}
        </span>
      </summary>
      <ol>
        {foldsOf(steps).map((fold) => (
          <FoldedSteps key={fold.steps[0]?.number} fold={fold} since={Date.parse(at)} />
        ))}
      </ol>
    </details>
  );
}
