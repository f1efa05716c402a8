import { createPersonioStandIn } from "../sandbox/personio.ts";
import { companyOf } from "./company.ts";

/**
 * The stand-in Personio in a process of its own, so that its work is nobody else's: 30 calls a second for persons, 10 for each of
 * everything else. `stage.ts` starts it with the number of people, today, how many are out, and how long each call takes (milliseconds).
 */
export type Asked = "calls" | "stop";
export type Said = { url: string; clientId: string; secret: string } | { calls: Call[] };
/** `begun` and `ended`: since the epoch, in milliseconds. `query`: one `name=value` each. */
export type Call = { what: string; query: string[]; begun: number; ended: number };

const [people = "", today = "", out = "", latencyMs = ""] = process.argv.slice(2);
const calls: Call[] = [];
const personio = await createPersonioStandIn({
  world: companyOf(Number(people), today, Number(out)).personio,
  clock: () => new Date(),
  note: ({ title, detail, tookMs = 0 }) => {
    const ended = performance.timeOrigin + performance.now();
    calls.push({ what: title, query: (detail as { query: string[] }).query, begun: ended - tookMs, ended });
    return 0;
  },
});
personio.state.settings.latencyMs = Number(latencyMs);
const say = (said: Said) => process.send?.(said);

process.on("message", (asked: Asked) => {
  if (asked === "stop") process.exit(0);
  say({ calls: calls.splice(0) });
});
process.on("disconnect", () => process.exit(0));
say({ url: personio.url, clientId: personio.clientId, secret: personio.state.clientSecret });
