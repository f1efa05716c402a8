import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Metrics } from "./domain/metrics.ts";

const SECOND = 1000;
/** Slack waits three seconds for an acknowledgement. */
const ACK_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 2, 3];
const ANSWER_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const AGE_BUCKETS = [60, 300, 3600, 6 * 3600, 24 * 3600];

/** What the house counts, as Prometheus reads it. Each has a registry of its own, so that several bots fit into one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: "whosout_requests_total",
    help: "Commands, buttons, forms and events of Slack's, by what came of them: ok, or the kind of problem that was told.",
    labelNames: ["request", "outcome"],
    registers,
  });
  const acks = new Histogram({
    name: "whosout_ack_seconds",
    help: "Until Slack had its acknowledgement; it waits for 3 seconds.",
    labelNames: ["request"],
    buckets: ACK_BUCKETS,
    registers,
  });
  const answers = new Histogram({
    name: "whosout_answer_seconds",
    help: "Until the last word of an answer was said.",
    labelNames: ["request"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const calls = new Counter({
    name: "whosout_personio_calls_total",
    help: "Calls to Personio, by endpoint and status, or why there was no answer.",
    labelNames: ["method", "path", "outcome"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "whosout_personio_call_seconds",
    help: "How long Personio took.",
    labelNames: ["method", "path"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const waits = new Histogram({
    name: "whosout_personio_pace_wait_seconds",
    help: "How long calls waited so that Personio need not refuse them.",
    labelNames: ["path"],
    buckets: ANSWER_BUCKETS,
    registers,
  });
  const kept = new Counter({
    name: "whosout_kept_total",
    help: "Answers of Personio and Slack that were wanted: fresh, aged (given while a new one is fetched), fetched, or known (the last one, where no new one came).",
    labelNames: ["kept", "found"],
    registers,
  });
  const ages = new Histogram({
    name: "whosout_kept_age_seconds",
    help: "How old the kept answers were that were given; of many at once, the oldest.",
    labelNames: ["kept"],
    buckets: AGE_BUCKETS,
    registers,
  });
  const due = new Gauge({
    name: "whosout_digests_due",
    help: "Digests that are due and not settled, as of the last look.",
    registers,
  });
  const digests = new Counter({
    name: "whosout_digests_total",
    help: "What became of digests that were due: sent, late, lost, paused, nobody, free-day; waits: is tried again.",
    labelNames: ["outcome"],
    registers,
  });
  const connections = new Counter({
    name: "whosout_slack_connections_total",
    help: "Connections of Socket Mode that stand, and that had to be made again.",
    labelNames: ["state"],
    registers,
  });

  return {
    request: (name, outcome, { ms, ackMs }) => {
      requests.inc({ request: name, outcome });
      answers.observe({ request: name }, ms / SECOND);
      if (ackMs !== undefined) acks.observe({ request: name }, ackMs / SECOND);
    },
    personioCall: (method, path, outcome, ms) => {
      calls.inc({ method, path, outcome: `${outcome}` });
      if (ms !== undefined) callSeconds.observe({ method, path }, ms / SECOND);
    },
    paceWait: (path, ms) => waits.observe({ path }, ms / SECOND),
    kept: (name, found, ageMs, count = 1) => {
      kept.inc({ kept: name, found }, count);
      if (found !== "fetched") ages.observe({ kept: name }, ageMs / SECOND);
    },
    digestsDue: (count) => due.set(count),
    digest: (outcome) => digests.inc({ outcome }),
    connection: (state) => connections.inc({ state }),
    page: () => registry.metrics(),
    contentType: registry.contentType,
    watchProcess: () => collectDefaultMetrics({ register: registry }),
  };
}
