import { useEffect, useState } from "react";
import type { Trace } from "../../../demo-wire.ts";
import { ask } from "../demo/demo.tsx";
import { type Fold, messagesIn } from "./interactions.ts";

const KINDS: Record<Trace["kind"], string> = {
  "slack→bot": "Slack → bot",
  ack: "bot acks",
  "bot→slack": "bot → Slack",
  "bot→personio": "bot → Personio",
  "personio→bot": "Personio → bot",
};

/** Many alike in one line, which opens. @param since when the interaction began, in milliseconds */
export function FoldedSteps({ fold: { title, steps }, since }: { fold: Fold; since: number }) {
  const [isOpen, setOpen] = useState(false);
  const [first] = steps;
  if (!first) return null;
  if (steps.length === 1) return <Step step={first} since={Date.parse(first.at) - since} />;
  const slowest = Math.max(...steps.map(({ tookMs = 0 }) => tookMs));
  return (
    <li className="step">
      <button type="button" className="step-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="kind">{KINDS[first.kind]}</span>
        <span className="step-title">
          {title}
          {`\u00a0×\u00a0${steps.length}`}
        </span>
        <span className="step-facts">
          all ok · from {afterText(Date.parse(first.at) - since)}
          {slowest > 0 && ` · the slowest ${msText(slowest)}`}
        </span>
      </button>
      {isOpen && (
        <ol>
          {steps.map((step) => (
            <Step key={step.number} step={step} since={Date.parse(step.at) - since} />
          ))}
        </ol>
      )}
    </li>
  );
}

/** @param since milliseconds after the interaction began */
function Step({ step, since }: { step: Trace; since: number }) {
  const [isOpen, setOpen] = useState(false);
  const { number, kind, title, isOk, outcome, tookMs, hasDetail } = step;
  const detail = useDetail(number, hasDetail === true && (isOpen || !isOk));
  const messages = isOk ? [] : messagesIn(detail);
  const text = (
    <>
      <span className="kind">{KINDS[kind]}</span>
      <span className="step-title">{title}</span>
      <span className="step-facts">
        <span className={isOk ? undefined : "outcome refused"}>{outcome ?? (isOk ? "ok" : "refused")}</span>
        {since > 0 && ` · ${afterText(since)}`}
        {tookMs !== undefined && !outcome?.includes(" ms") && ` · took ${msText(tookMs)}`}
      </span>
    </>
  );
  return (
    <li className={isOk ? "step" : "step refused"}>
      {hasDetail ? (
        <button type="button" className="step-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text}
        </button>
      ) : (
        <div className="step-line">{text}</div>
      )}
      {messages.length > 0 && (
        <ul className="refusals">
          {messages.map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <pre className="json" tabIndex={0}>
          {detail === undefined ? "…" : JSON.stringify(detail, null, 2)}
        </pre>
      )}
    </li>
  );
}

/** What a step carried, fetched when it is to be seen. */
function useDetail(number: number, isWanted: boolean): unknown {
  const [detail, setDetail] = useState<unknown>();
  useEffect(() => {
    if (!isWanted) return;
    void ask({ do: "detail", number }, { quiet: true }).then(({ value, error }) =>
      setDetail(error ?? value ?? "This is not kept any more."),
    );
  }, [number, isWanted]);
  return detail;
}

function afterText(ms: number): string {
  return `${msText(ms)} later`;
}

/** "under 1 ms", "340 ms", "2.4 s" */
export function msText(ms: number): string {
  if (ms < 1) return "under 1 ms";
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
