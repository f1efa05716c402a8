import type { Trace } from "./demo-wire.ts";

/** One thing that happened between Slack, the bot and Personio, as the stand-ins tell it when it is over. */
type Step = Omit<Trace, "number" | "at">;
/** Takes a step down, and gives its number, which later ones name in `of`. */
export type Note = (step: Step) => number;

const MOST = { steps: 300, characters: 20_000 };
const SECRET_FIELDS = new Set(["token", "access_token", "client_secret", "signing_secret"]);
const SECRETS = /xox[a-z]-[\w-]+|xapp-[\w-]+|papi-[\w-]+/g;

/**
 * The last steps, for whoever wants to know what happened; each is kept as it was when it happened, without tokens and secrets.
 *
 * @param changed hears of each step
 */
export function createTrace(needs: { clock: () => Date; changed: () => void }) {
  const steps: Trace[] = [];
  let number = 0;

  const note: Note = ({ detail, ...step }) => {
    number += 1;
    const at = needs.clock().toISOString();
    steps.push({ number, at, ...step, ...(detail !== undefined && { detail: kept(detail) }) });
    if (steps.length > MOST.steps) steps.shift();
    needs.changed();
    return number;
  };
  return { note, steps };
}

/** A copy without secrets; of one that is too long only its beginning, as text. */
function kept(detail: unknown): unknown {
  const json = JSON.stringify(detail, (name, value) => (SECRET_FIELDS.has(name) ? undefined : value)) ?? "null";
  const text = json.replace(SECRETS, "…");
  if (text.length <= MOST.characters) return JSON.parse(text);
  return `${text.slice(0, MOST.characters)}… (${text.length - MOST.characters} characters more)`;
}
