import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { freePort } from "../../sandbox/free-port.ts";
import { GENERAL, wholeBot } from "../whole-bot.ts";

const SECRET = "sandbox-signing-secret";
const WEBHOOK_TOKEN = "a-token-that-nobody-guesses";
const FORM = "application/x-www-form-urlencoded";
const MEGABYTE = 1_000_000;
const DEEP = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;

type Headers = Record<string, string>;

/** The bot as Slack and Personio call it over HTTP. */
async function overHttp() {
  const port = await freePort();
  const env = {
    SLACK_APP_TOKEN: "",
    SLACK_SIGNING_SECRET: SECRET,
    PERSONIO_WEBHOOK_TOKEN: WEBHOOK_TOKEN,
    PORT: `${port}`,
  };
  const stage = await wholeBot({ env });
  stage.slack.callOverHttp(`http://127.0.0.1:${port}/slack/events`, SECRET);

  /** @returns the status; undefined when the connection was closed on us */
  const send = (path: string, headers: Headers, body: string | Iterable<string>): Promise<number | undefined> =>
    new Promise((resolve) => {
      const request = httpRequest({ port, host: "127.0.0.1", path, method: "POST", headers }, (response) => {
        response.resume().on("close", () => resolve(response.statusCode));
      });
      // Whoever says no before the end of a body hangs up.
      request.on("error", () => resolve(undefined));
      if (typeof body === "string") return void request.end(body);
      // In chunks, without a length.
      for (const piece of body) request.write(piece);
      request.end();
    });

  const line = (text = "help") =>
    `${new URLSearchParams({ command: "/whosout", text, user_id: stage.id("april"), team_id: stage.slack.world.teamId, channel_id: GENERAL, response_url: `${stage.slack.world.origin}/none` })}`;
  return {
    ...stage,
    port,
    line,
    toSlack: (headers: Headers, body: string | Iterable<string> = line()) =>
      send("/slack/events", { "content-type": FORM, ...headers }, body),
    toWebhook: (headers: Headers, body: string | Iterable<string>) => send("/personio/webhooks", headers, body),
    /** It is as well as before: it answers a command, and made nothing of what came. */
    isUnharmed: async () => {
      expect(stage.personio.takeCalls().filter(({ method }) => method !== "GET" && method !== "POST")).toEqual([]);
      expect((await stage.ask("april", "/whosout help")).text).toContain("/whosout 24 Dec");
      expect(stage.logged.filter((one) => one.includes('"level":"error"') && one.includes('"problem":"bug"'))).toEqual(
        [],
      );
    },
  };
}

/** As Slack signs. */
function signed(body: string, { secret = SECRET, at = Date.now() / 1000, version = "v0" } = {}): Headers {
  const timestamp = `${Math.floor(at)}`;
  const hash = createHmac("sha256", secret).update(`${version}:${timestamp}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `${version}=${hash}` };
}

describe("what comes over HTTP in Slack's name", () => {
  it("is refused unless Slack signed it, and lately", async () => {
    const { line, toSlack, isUnharmed } = await overHttp();
    const body = line();
    const good = signed(body);
    expect(await toSlack(good, body)).toBe(200);
    const minutesAgo = (minutes: number) => ({ at: Date.now() / 1000 - minutes * 60 });
    const forged: [string, Headers, string?][] = [
      ["no headers at all", {}],
      ["no signature", { "x-slack-request-timestamp": good["x-slack-request-timestamp"] ?? "" }],
      ["no timestamp", { "x-slack-signature": good["x-slack-signature"] ?? "" }],
      ["another's secret", signed(body, { secret: "another" })],
      ["an empty secret", signed(body, { secret: "" })],
      ["six minutes ago", signed(body, minutesAgo(6))],
      ["a day ago", signed(body, minutesAgo(1440))],
      ["a version that does not exist", signed(body, { version: "v1" })],
      ["another body", good, line("Anna")],
      ["a byte more", good, `${body}&x=1`],
      [
        "another time than was signed",
        { ...good, "x-slack-request-timestamp": `${Math.floor(Date.now() / 1000) - 60}` },
      ],
      ["no number for a time", { ...good, "x-slack-request-timestamp": "now" }],
      ["half a signature", { ...good, "x-slack-signature": good["x-slack-signature"]?.slice(0, 20) ?? "" }],
      ["nothing but its version", { ...good, "x-slack-signature": "v0=" }],
      ["no version", { ...good, "x-slack-signature": "=" }],
      ["a check of TLS with something in it", {}, `ssl_check=1&ssl_check=1&${body}`],
    ];
    for (const [name, headers, other = body] of forged) {
      expect([name, await toSlack(headers, other)]).toEqual([name, 401]);
    }
    await isUnharmed();
  });

  it("is refused when it is larger than anything of Slack's, with and without a length, signed or not", async () => {
    const { toSlack, isUnharmed } = await overHttp();
    const huge = `text=${"a".repeat(10 * MEGABYTE)}`;
    const chunks = Array.from({ length: 100 }, () => "a".repeat(MEGABYTE / 10));
    for (const [headers, body] of [
      [{}, huge],
      [signed(huge), huge],
      [{}, chunks],
      [signed(chunks.join("")), chunks],
    ] as const) {
      expect([413, undefined]).toContain(await toSlack({ ...headers }, body));
    }
    await isUnharmed();
  });

  it("is forgotten when it breaks off in the middle", async () => {
    const { toSlack, isUnharmed, logged, port } = await overHttp();
    for (const path of ["/slack/events", "/personio/webhooks"]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${WEBHOOK_TOKEN}\r\nContent-Type: ${FORM}\r\nContent-Length: 1000\r\n\r\n`;
      await new Promise<void>((resolve) => socket.write(`${head}command=`, () => resolve()));
      socket.resetAndDestroy();
    }
    expect(await toSlack({})).toBe(401);
    await isUnharmed();
    expect(logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  it("breaks nothing when it is signed and makes no sense", async () => {
    const { line, toSlack, isUnharmed } = await overHttp();
    const json = { "content-type": "application/json" };
    const bodies: [string, Headers?][] = [
      [""],
      ["payload="],
      ["payload={"],
      ["payload=null"],
      ["payload=5"],
      [`payload=${DEEP}`],
      [`payload=${encodeURIComponent('{"__proto__":{"isAdmin":true},"type":"block_actions"}')}`],
      [`${line()}&__proto__=x&constructor=y&text=a&text=b`],
      [DEEP, json],
      ["null", json],
      ['{"type":"event_callback","event":{"type":"__proto__"}}', json],
      ['{"__proto__":{"isAdmin":true}}', json],
      ["\0\0\0"],
      [`${line()}`, { "content-type": "text/plain" }],
    ];
    // What nobody listens to Bolt answers after three seconds only.
    await Promise.all(bodies.map(([body, headers]) => toSlack({ ...signed(body), ...headers }, body)));
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    await isUnharmed();
  });

  it("does nothing twice when it is sent again as it was", async () => {
    const { ask, slack, id, bot, isUnharmed } = await overHttp();
    const message = await ask("anna", "/whosout today");
    slack.sendTwice();
    await (await slack.press(id("anna"), message, "Share in this channel")).answer();
    await isUnharmed();
    await bot.stop();
    expect(slack.seenBy(id("april"), GENERAL).filter(({ to }) => to === undefined)).toHaveLength(1);
  });
});

describe("what comes in Personio's name", () => {
  const event = (payload: unknown) => JSON.stringify({ event_name: "absence-period.updated", payload });

  it("is refused without the token, before it is read", async () => {
    const { toWebhook, isUnharmed } = await overHttp();
    for (const authorization of ["", "wrong", `${WEBHOOK_TOKEN}x`, WEBHOOK_TOKEN.slice(1), `Bearer ${WEBHOOK_TOKEN}`]) {
      expect(await toWebhook({ authorization }, event({ id: "1" }))).toBe(401);
      expect([401, undefined]).toContain(await toWebhook({ authorization }, "a".repeat(10 * MEGABYTE)));
    }
    expect(await toWebhook({}, event({ id: "1" }))).toBe(401);
    await isUnharmed();
  });

  it("breaks nothing with the token either", async () => {
    const { toWebhook, isUnharmed, logged } = await overHttp();
    const authorization = WEBHOOK_TOKEN;
    const said: [string, number][] = [
      ["", 400],
      ["{", 400],
      ["null", 400],
      ["[]", 400],
      [DEEP.slice(60_000, 140_000), 400],
      ['{"__proto__":{"event_name":"absence-period.updated"}}', 400],
      [event("\0"), 204],
      [event({ id: "\0" }), 204],
      [event({ id: "../1" }), 204],
      [event({ id: "<!channel>" }), 204],
      [event({ id: 1e300 }), 204],
      [event({ id: "a".repeat(50_000) }), 204],
      [event({ __proto__: null, id: ["1"], absence_period: { id: { id: "1" } } }), 204],
      [JSON.stringify({ event_name: "absence-period.".repeat(1000), payload: {} }), 400],
    ];
    for (const [body, status] of said) {
      expect([body.slice(0, 60), await toWebhook({ authorization }, body)]).toEqual([body.slice(0, 60), status]);
    }
    const chunks = Array.from({ length: 100 }, () => "a".repeat(MEGABYTE / 10));
    expect([400, 413, undefined]).toContain(await toWebhook({ authorization }, "a".repeat(10 * MEGABYTE)));
    expect([400, 413, undefined]).toContain(await toWebhook({ authorization }, chunks));
    expect(logged.filter((one) => /channel>|\.\.\/1/.test(one))).toEqual([]);
    await isUnharmed();
  });
});

it("an answer of Personio's that no machine could have meant is puzzling, and no more", async () => {
  const { ask, logged, pass, personio } = await wholeBot();
  const strange = [
    "[".repeat(4 * MEGABYTE),
    `{"_data":${'{"a":'.repeat(MEGABYTE / 5)}1${"}".repeat(MEGABYTE / 5)}}`,
    '{"__proto__":{"_data":[]},"constructor":{"prototype":{"isAdmin":true}}}',
    '{"_data":{"length":1e9}}',
    JSON.stringify({ _data: Array.from({ length: 100 }, (_, id) => ({ id, person: 5, begins: "never" })) }),
    '"'.repeat(MEGABYTE),
    "\ufeff",
    "9".repeat(MEGABYTE),
  ];
  for (const body of strange) {
    pass(24 * 3_600_000);
    personio.heal();
    personio.failNext(/absence-periods/, { status: 200, body }, 9);
    expect((await ask("april", "/whosout today")).text).toMatch(/^Personio/);
  }
  expect(logged.filter((one) => one.includes('"problem":"bug"'))).toEqual([]);
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
});
