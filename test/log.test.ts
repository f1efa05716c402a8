import { expect, it } from "vitest";
import { boltLogger, createLog, type Level } from "../src/log.ts";

function logged(level: Level, write: (log: ReturnType<typeof createLog>) => void, secrets: string[] = []): string[] {
  const lines: string[] = [];
  write(createLog({ level, secrets, write: (line) => lines.push(line) }));
  return lines;
}

it("writes one JSON line an event, with the facts", () => {
  const [line = ""] = logged("info", (log) => log.warn({ status: 503 }, "no answer"));
  expect(JSON.parse(line)).toMatchObject({ level: "warn", status: 503, msg: "no answer" });
  expect(line.endsWith("\n")).toBe(true);
});

it("leaves out what is below its level", () => {
  expect(logged("warn", (log) => log.info({}, "hello"))).toEqual([]);
});

it.each([
  "xoxb-12-34-AbC",
  "xoxe.xoxp-1-Mi0yL",
  "xapp-1-A0-12-abcdef",
  "papi-7c1f-abc",
  "Bearer abc.def-123",
  "wss://wss-primary.slack.com/link/?ticket=1234&app_id=5678",
  "https://hooks.slack.com/commands/T0/1234/abcd",
  "https://hooks.slack.com/actions/T0/1234/abcd",
])("never writes %s, at any level, wherever it stands", (secret) => {
  const lines = logged("debug", (log) => {
    log.debug({ nested: { deep: `x ${secret} y` } }, `said ${secret}`);
    boltLogger(log, "debug").debug("body", JSON.stringify({ a: secret }));
  });
  const kept = secret.match(/(?:ticket=\S+|[^/\s]+)$/)?.[0] ?? secret;
  expect(lines.join("")).toContain("[secret]");
  expect(lines.join("")).not.toContain(kept);
});

it("never writes the secrets of this process, whatever they look like", () => {
  const lines = logged("debug", (log) => log.info({ header: "hunter2-signing" }, "x hunter2-signing"), [
    "hunter2-signing",
  ]);
  expect(lines.join("")).not.toContain("hunter2");
});

it("takes only the words of what Slack's clients say, not the objects, which carry requests", () => {
  const lines = logged("info", (log) => {
    const logger = boltLogger(log, "info");
    logger.error("failed", { email: "anna@example.com" });
    logger.debug("payload", { email: "anna@example.com" });
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("anna");
});
