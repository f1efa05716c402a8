import { useState } from "react";
import type { Trace } from "../../../demo-wire.ts";
import { messagesIn } from "./interactions.ts";

const KINDS: Record<Trace["kind"], string> = {
  "slack→bot": "Slack → bot",
  ack: "bot acks",
  "bot→slack": "bot → Slack",
  "bot→personio": "bot → Personio",
  "personio→bot": "Personio → bot",
};

/** @param since milliseconds after the interaction began */
export function Step({ step, since }: { step: Trace; since: number }) {
  const [isOpen, setOpen] = useState(false);
  const { kind, title, isOk, outcome, tookMs, detail } = step;
  const messages = isOk ? [] : messagesIn(detail);
  const text = (
    <>
      <span className={`kind ${kind.replace("→", "-")}`}>{KINDS[kind]}</span>
      <span className="step-title">{title}</span>
      <span className="step-facts">
        <span className={isOk ? undefined : "outcome refused"}>{outcome ?? (isOk ? "ok" : "refused")}</span>
        {` · +${Math.round(since)} ms`}
        {tookMs !== undefined && ` · took ${Math.round(tookMs)} ms`}
      </span>
    </>
  );
  return (
    <li className={isOk ? "step" : "step refused"}>
      {detail === undefined ? (
        <div className="step-line">{text}</div>
      ) : (
        <button type="button" className="step-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {text}
        </button>
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
          {JSON.stringify(detail, null, 2)}
        </pre>
      )}
    </li>
  );
}
