import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { readConfig } from "../../src/config.ts";
import { GENERAL, wholeBot } from "../whole-bot.ts";

/** A server that is nobody's business, and what reached it. */
async function elsewhere() {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`);
    response.end("{}");
  });
  // Another host, though it is this machine.
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => void server.close());
  return { heard, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

const NEEDED = {
  SLACK_BOT_TOKEN: "xoxb-1",
  SLACK_APP_TOKEN: "xapp-1",
  PERSONIO_CLIENT_ID: "id",
  PERSONIO_CLIENT_SECRET: "secret",
};

describe("addresses in the settings", () => {
  const ADDRESSES = ["PERSONIO_API_URL", "SLACK_API_URL", "PUBLIC_URL", "PERSONIO_WEB_URL"] as const;
  const read = (name: string, value: string) => {
    const config = readConfig({ ...NEEDED, [name]: value, ...(name === "PUBLIC_URL" && STATUS) });
    return "config" in config ? config.config[name as "PERSONIO_API_URL"] : config.problems;
  };
  const STATUS = { SLACK_CLIENT_ID: "1", SLACK_CLIENT_SECRET: "2", TOKEN_KEY: "ab".repeat(32) };

  it.each([
    "http://api.personio.de",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://169.254.169.254/latest",
    "http://[::ffff:127.0.0.1]",
    "http://0.0.0.0",
    "https://api.personio.de@evil.example",
    "https://user:word@api.personio.de",
    "https://api.personio.de?",
    "https://api.personio.de/?x=1",
    "https://api.personio.de#",
    "//api.personio.de",
    "api.personio.de",
    "file:///etc/passwd",
    "ftp://api.personio.de",
    "javascript:alert(1)",
    "https://",
    "https://[::1",
    "\0",
  ])("%j is refused, and not repeated", (value) => {
    for (const name of ADDRESSES) {
      expect(read(name, value)).toEqual([expect.stringMatching(new RegExp(`^${name} (is not|must)`))]);
      expect(String(read(name, value))).not.toContain("evil");
    }
  });

  it.each([
    ["https://api.personio.de/", "https://api.personio.de"],
    ["HTTPS://API.Personio.de//", "https://api.personio.de"],
    ["https://api.personio.de\\..\\x", "https://api.personio.de/x"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["http://127.1:8080", "http://127.0.0.1:8080"],
    ["http://[::1]:1/a/", "http://[::1]:1/a"],
  ])("%j is read as every client of HTTP reads it: %s", (value, meant) => {
    for (const name of ADDRESSES) expect(read(name, value)).toBe(meant);
  });
});

it("a page's link to another place is not followed", async () => {
  const links: ((own: string, other: string) => string)[] = [
    (_, other) => `${other}/v2/persons`,
    (own) => own.replace("://", "://evil.example@"),
    (own) => own.replace("http:", "https:"),
    (own) => own.replace(/:\d+$/, ":1"),
    (_, other) => other.replace("http:", ""),
    (_, other) => `\\\\${other.replace("http://", "")}`,
    () => "file:///etc/passwd",
    () => "http://[::1",
    (own, other) => `${own}@${other.replace("http://", "")}/v2/persons`,
    (own) => own.replace("127.0.0.1", "①②⑦.⓪.⓪.①.evil"),
  ];
  const other = await elsewhere();
  const { ask, logged, personio, pass } = await wholeBot();
  for (const make of links) {
    pass(24 * 3_600_000);
    personio.heal();
    const next = make(personio.url, other.url);
    personio.failNext(
      /absence-periods/,
      { status: 200, body: { _data: [], _meta: { links: { next: { href: next } } } } },
      9,
    );
    expect([next, (await ask("april", "/whosout today")).text]).toEqual([next, expect.stringMatching(/^Personio/)]);
  }
  expect(other.heard).toEqual([]);
  expect(logged.join("")).not.toContain("evil");
});

it("a redirect of Personio's is not followed: the token stays where it belongs", async () => {
  const other = await elsewhere();
  const redirecting = createServer((_request, response) => {
    response.writeHead(302, { location: `${other.url}/v2/auth/token` }).end();
  });
  await new Promise<void>((resolve) => redirecting.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void redirecting.close());
  const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
  const stage = await wholeBot({ env: { PERSONIO_API_URL: url } });
  expect((await stage.ask("april", "/whosout today")).text).toMatch(/Personio/);
  expect(other.heard).toEqual([]);
});

it("an answer goes to Slack alone, whatever address comes with a request", async () => {
  const other = await elsewhere();
  const { slack, id } = await wholeBot();
  await slack.send("views", id("april"), GENERAL, {
    command: "/whosout",
    text: "today",
    user_id: id("april"),
    team_id: slack.world.teamId,
    channel_id: GENERAL,
    response_url: `${other.url}/commands/1`,
  });
  expect((await slack.nextMessageTo(id("april"))).text).toMatch(/^11 people out today/);
  expect(other.heard).toEqual([]);
});
