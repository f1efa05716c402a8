import { describe, expect, it } from "vitest";
import { GENERAL, wholeBot } from "./whole-bot.ts";

describe("when Personio is in trouble, the asker is told in words", () => {
  it.each([
    ["answers 503 to everything", { status: 503 }, /^Personio is not answering right now/],
    ["answers 500", { status: 500 }, /^Personio is not answering right now/],
    ["drops every connection", "drop", /^Personio is not answering right now/],
    ["answers 429 without an end", { status: 429 }, /^Personio asks me to slow down/],
    ["answers with a sign-in page", "html", /^Personio gave an answer that I do not understand/],
    ["answers with half a JSON", "half-json", /^Personio gave an answer that I do not understand/],
  ] as const)("it %s", async (_name, fault, words) => {
    const { ask, personio, pass } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/ /, fault, Number.POSITIVE_INFINITY),
    });
    for (const line of ["/whosout", "/whois anna"]) {
      const { text } = await ask("april", line);
      expect(text).toMatch(words);
      expect(text).toMatch(/\nReference: [0-9a-f]{8}$/);
    }
    personio.heal();
    // For so long it is left alone.
    pass(10_000);
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today/);
  });

  it("now and then fails, and is asked again: the asker notices nothing", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => {
        personio.failNext(/absence-periods/, { status: 502 });
        personio.failNext(/employments/, { status: 404 });
        personio.failNext(/GET \/v2\/persons$/, "drop");
        personio.failNext(/auth/, { status: 503 });
        personio.failNext(/absence-types/, { status: 429 });
      },
    });
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today/);
  });

  it("takes the token away: a new one is asked for", async () => {
    const { ask, personio, pass } = await wholeBot();
    await ask("april", "/whosout");
    personio.revokeTokens();
    pass(10 * 60_000);
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today/);
  });

  it("takes the credentials away", async () => {
    const { ask, personio, pass } = await wholeBot();
    await ask("april", "/whosout");
    personio.revokeTokens();
    personio.state.clientSecret = "changed";
    pass(10 * 60_000);
    expect((await ask("april", "/whosout")).text).toMatch(
      /^Personio does not accept my credentials.*PERSONIO_CLIENT_SECRET/,
    );
  });

  it.each([
    ["personio:absences:read", /lacks the scope personio:absences:read/],
    ["personio:persons:read", /lacks the scope personio:persons:read/],
  ])("does not grant %s", async (scope, words) => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => {
        personio.state.settings.scopes = personio.state.settings.scopes.filter((granted) => granted !== scope);
      },
    });
    expect((await ask("april", "/whosout")).text).toMatch(words);
  });

  it("has no org units and workplaces: names are left out, nothing breaks", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => Object.assign(personio.state.settings, { beta: false }),
    });
    expect((await ask("april", "/whosout today")).text).toContain("• Anna Berg – Urlaub");
    expect((await ask("april", "/whosout Design")).text).toMatch(/“Design”/);
  });

  it("tells it in the asker's language", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    expect((await ask("olaf", "/whosout")).text).toMatch(/^Personio antwortet gerade nicht[\s\S]*Kennung: /);
  });
});

describe("when only a part of Personio is in trouble", () => {
  it("explains itself all the same", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    expect((await ask("april", "/whosout help")).text).toContain("/whosout 24 Dec");
    expect((await ask("april", "/whois help")).text).toContain("/whois @anna");
  });

  it("answers without one person's team when their contract cannot be read, but not who is in a team", async () => {
    const { ask, person } = await wholeBot({
      prepare: ({ personio, company }) =>
        personio.failNext(
          new RegExp(`persons/${company.who("jan").personId}/employments`),
          { status: 500 },
          Number.POSITIVE_INFINITY,
        ),
    });
    expect(person("jan")).not.toBe("");
    const { text } = await ask("april", "/whosout today");
    expect(text).toContain("• Jan de Vries – away");
    expect(text).toContain("• Anna Berg (Design) – ");
    expect((await ask("april", "/whosout Mobile")).text).toMatch(/^Personio is not answering/);
  });

  it("does not ask for the names of teams again and again", async () => {
    const { ask, personio } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/org-units/, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    expect((await ask("april", "/whosout today")).text).toContain("• Anna Berg – Urlaub");
    personio.takeCalls();
    await ask("april", "/whosout today");
    expect(personio.takeCalls()).toEqual([]);
  });
});

describe("when Slack is in trouble", () => {
  it.each([undefined, "", "Mars/Base"])("does without a time zone that it knows: %j", async (tz) => {
    const { ask } = await wholeBot({
      prepare: ({ slack }) => {
        for (const user of slack.world.users) Object.assign(user, { tz });
      },
    });
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today, Mon 23 Nov/);
  });

  it("shows a profile without photo and links when it does not look people up", async () => {
    const { ask, slack } = await wholeBot();
    slack.failNext("users.lookupByEmail", { error: "internal_error" }, 100);
    expect((await ask("april", "/whois @anna")).text).toContain("Supervisor: Gerd Nowak");
  });

  it("says which scope is missing", async () => {
    const { ask } = await wholeBot({
      prepare: ({ slack }) => (slack.world.scopes = slack.world.scopes.filter((scope) => scope !== "users:read")),
    });
    expect((await ask("april", "/whosout")).text).toMatch(/my app lacks the scope users:read\./);
  });

  it("answers although Slack does not show e-mail addresses: then nobody is connected with Personio", async () => {
    const { ask } = await wholeBot({
      prepare: ({ slack }) => (slack.world.scopes = slack.world.scopes.filter((scope) => scope !== "users:read.email")),
    });
    expect((await ask("lukasz", "/whosout")).text).toContain("Łukasz Wójcik (Platform) – away");
  });

  it("answers once, by direct message, when the connection breaks under the answer", async () => {
    const { slack, id } = await wholeBot();
    slack.failNext("response_url", "drop", 100);
    await slack.command(id("april"), GENERAL, "/whosout today");
    expect((await slack.nextMessageTo(id("april"))).text).toMatch(/^11 people out today/);
    expect(slack.world.messages).toHaveLength(1);
  });

  it.each(["internal_error", "ratelimited", "service_unavailable"])(
    "and says %s, that passes: it is no mistake of ours",
    async (error) => {
      const { ask, slack } = await wholeBot();
      slack.failNext("users.info", { error });
      expect((await ask("april", "/whosout today")).text).toMatch(/^Slack is not answering me right now/);
    },
  );

  it("says what went wrong by direct message, when it refuses with a success", async () => {
    const { slack, personio, id } = await wholeBot({
      prepare: (stage) => stage.personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    slack.failNext("response_url", { error: "ratelimited", status: 200 }, 2);
    await slack.command(id("april"), GENERAL, "/whosout today");
    expect((await slack.nextMessageTo(id("april"))).text).toMatch(/^Personio is not answering right now/);
    personio.heal();
  });

  it("tells who shares too late to ask again", async () => {
    const { ask, slack, id } = await wholeBot();
    const message = await ask("april", "/whosout today");
    slack.closeResponseUrls();
    await slack.press(id("april"), message, "Share in this channel");
    expect((await slack.nextMessageTo(id("april"))).text).toBe(
      "That button is from an older answer. Please ask again.",
    );
  });

  it("writes a direct message when the command's own address is used up", async () => {
    const { ask, slack, id } = await wholeBot();
    slack.closeResponseUrls();
    const exchange = await slack.command(id("april"), GENERAL, "/whosout today");
    expect(exchange.ackedAfterMs).toBeLessThan(1000);
    const message = await slack.nextMessageTo(id("april"));
    expect(message.text).toMatch(/^11 people out today/);
    expect(slack.seenBy(id("april"), GENERAL)).toEqual([]);
    slack.openResponseUrls();
    expect((await ask("april", "/whosout today")).to).toBe(id("april"));
  });
});

it("a button that is none of ours, or from another time, is told to be old", async () => {
  const { ask, press } = await wholeBot();
  const message = await ask("april", "/whosout today");
  for (const value of [
    "",
    "{}",
    "x".repeat(1999),
    '{"span":{"first":"2026-11-23","last":"2026-11-23"},"who":{"kind":"unit","id":"999"},"page":0}',
  ]) {
    const forged = structuredClone(message);
    for (const block of forged.blocks as { elements?: { value?: string }[] }[])
      for (const button of block.elements ?? []) button.value = value;
    expect((await press("april", forged, "Next day ›")).text).toBe(
      "That button is from an older answer. Please ask again.",
    );
    expect((await press("april", forged, "Share in this channel")).text).toBe(
      "That button is from an older answer. Please ask again.",
    );
  }
});

describe("the log", () => {
  const everything = async (logLevel: "info" | "debug") => {
    const stage = await wholeBot({ logLevel });
    const { ask, press, personio, slack, id, pass } = stage;
    const message = await ask("gerd", "/whosout");
    await press("gerd", message, "Woche danach ›");
    await press("gerd", message, "In diesem Channel teilen");
    await ask("april", "/whois anna@morgenrot.example");
    await ask("april", "/whois Łukasz");
    await ask("guest", "/whosout anna");
    pass(24 * 60 * 60_000);
    personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY);
    await ask("april", "/whois siobhan@morgenrot.example");
    personio.heal();
    personio.failNext(/ /, "html", Number.POSITIVE_INFINITY);
    await ask("april", "/whosout");
    slack.failNext("users.info", { error: "internal_error" });
    pass(24 * 60 * 60_000);
    await slack.command(id("nadia"), GENERAL, "/whosout").then((exchange) => exchange.answer());
    return stage;
  };

  it("holds no name, address, reason or comment above debug", async () => {
    const { logged, company } = await everything("info");
    const lines = logged.join("");
    expect(logged.length).toBeGreaterThan(5);
    for (const { first_name, last_name, email } of company.personio.persons) {
      for (const part of [last_name, first_name, email]) if (part && part.length > 4) expect(lines).not.toContain(part);
    }
    expect(lines).not.toMatch(/@morgenrot|Urlaub|Krankheit|Migraine|Elternzeit/);
  });

  it("holds no secret at any level", async () => {
    const { logged, slack, personio } = await everything("debug");
    const lines = logged.join("");
    expect(lines).toContain("/whosout");
    const secrets = [
      slack.world.botToken,
      slack.world.appToken,
      personio.state.clientSecret,
      ...personio.state.tokens.keys(),
    ];
    for (const secret of secrets) expect(lines).not.toContain(secret);
    expect(lines).not.toMatch(/xox|xapp|papi-|ticket=|\/(commands|actions)\/T0/);
  });

  it("has the reference that the asker was told", async () => {
    const { ask, logged } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    const reference = /Reference: (\w+)/.exec((await ask("april", "/whosout")).text)?.[1];
    const isIt = (text: string) => text.includes(`"request":"${reference}"`) && text.includes("could not answer");
    const line = logged.find(isIt) ?? "";
    expect(JSON.parse(line)).toMatchObject({
      level: "warn",
      problem: "personio-down",
      command: "/whosout",
      method: "POST",
      path: "/v2/auth/token",
    });
  });
});
