import { describe, expect, it } from "vitest";
import { buttonsOf, type SeenMessage } from "../../sandbox/slack.ts";
import { GENERAL, lineOf, type Stage, wholeBot } from "../whole-bot.ts";
import { botWith, formOf, inChannel, MINUTE, roundUntil, send } from "./digest-stage.ts";

const REFUSAL = "Sorry, I only answer full members of this workspace.";
const STRANGERS = ["guest", "single", "robot", "viktor", "stranger", "slackbot"];

const namesNobody = ({ company }: Stage, message: SeenMessage) => {
  const said = JSON.stringify(message);
  for (const { first_name, last_name } of company.personio.persons) {
    if (last_name.length > 2) expect(said).not.toContain(last_name);
    if (first_name.length > 3) expect(said).not.toContain(first_name);
  }
};

describe("guests, bots, deactivated users and people of other companies", () => {
  it.each(STRANGERS)("%s gets a polite refusal to every command, without any name", async (login) => {
    const stage = await wholeBot();
    for (const line of ["/whosout", "/whosout help", "/whosout Design", "/whois", "/whois anna", "/whois help"]) {
      const message = await stage.ask(login, line);
      expect(message.text).toBe(REFUSAL);
      expect(message.to).toBe(stage.id(login));
      namesNobody(stage, message);
    }
  });

  it.each(STRANGERS)("%s gets it on every button too", async (login) => {
    const stage = await wholeBot();
    const messages = [
      await stage.ask("anna", "/whosout"),
      await stage.ask("anna", "/whosout anna"),
      await stage.ask("anna", "/whois anna"),
    ];
    for (const message of messages) {
      const buttons = buttonsOf(message);
      expect(buttons.length).toBeGreaterThan(1);
      for (const { action_id } of buttons) {
        const told = await stage.press(login, message, action_id);
        expect(told.text).toBe(REFUSAL);
        namesNobody(stage, told);
      }
    }
  });

  it.each(STRANGERS)("%s gets it on every button and in every window of digests", async (login) => {
    const stage = await botWith([{ time: "09:05" }]);
    const list = await stage.ask("anna", "/digest list");
    stage.pass(6 * MINUTE);
    await roundUntil(stage, "a digest is posted");
    const posted = await stage.slack.nextMessageTo(GENERAL);
    const paused = await stage.press("anna", await stage.ask("anna", "/digest list"), "Pause");
    const before = inChannel(stage);
    for (const message of [list, posted, paused]) {
      expect(buttonsOf(message).length).toBeGreaterThan(2);
      for (const button of buttonsOf(message)) {
        const exchange = await stage.slack.press(stage.id(login), message, button);
        expect((await exchange.answer()).text).toBe(REFUSAL);
      }
    }
    // A window that they could never have.
    await formOf(stage);
    const window = stage.slack.world.views.at(-1);
    if (window) window.user = stage.id(login);
    expect((await (await stage.slack.pressIn(stage.id(login), "Preview the next message")).answer()).text).toBe(
      REFUSAL,
    );
    expect((await send(stage, login)).said).toContain(REFUSAL);
    expect(stage.slack.formOf(stage.id(login))?.title).not.toBe("The next message");
    const { text } = await stage.ask("anna", "/digest list");
    expect(text.match(/Mon–Fri at/g)).toHaveLength(1);
    expect(text).toContain("⏸ Paused");
    expect(inChannel(stage)).toEqual(before);
  });

  it("are told by the payload's team too, when Slack's profile does not say so", async () => {
    const stage = await wholeBot();
    const user = stage.slack.world.users.find(({ name }) => name === "april");
    const message = await stage.ask("anna", "/whosout today");
    // users.info still shows the home team; the press comes from another company's workspace.
    const exchange = stage.slack.press(stage.id("april"), message, "Next day ›");
    expect((await (await exchange).answer()).text).toMatch(/tomorrow/);
    if (user) user.team_id = "T0OTHER";
    expect((await stage.press("april", message, "Next day ›")).text).toBe(REFUSAL);
  });
});

describe("who is not in Personio", () => {
  it("may look up who is out, and nothing about themselves", async () => {
    const { ask } = await wholeBot();
    expect((await ask("carla", "/whosout today")).text).toMatch(/^11 people out/);
    expect((await ask("carla", "/whois")).text).toMatch(/cannot find you in Personio/);
    expect((await ask("carla", "/whosout me")).text).toMatch(/in Slack, but Personio knows nobody/);
    expect((await ask("carla", "/whosout my team")).text).toMatch(/Personio lists no team for you/);
  });

  it("is who has not confirmed their address, even a supervisor's", async () => {
    const { ask } = await wholeBot();
    expect(lineOf(await ask("unsure", "/whosout"), "Łukasz")).toMatch(/ – away,/);
  });
});

describe("why somebody is away", () => {
  const told = {
    discreet: { colleague: ["away", "Urlaub", "away", "Jury duty"], supervisor: ["Krankheit", "Urlaub", "Elternzeit"] },
    public: {
      colleague: ["Krankheit", "Urlaub", "Elternzeit", "Jury duty"],
      supervisor: ["Krankheit", "Urlaub", "Elternzeit"],
    },
    hidden: { colleague: ["away", "away", "away", "away"], supervisor: ["Krankheit", "Urlaub", "Elternzeit"] },
  };
  it.each(["discreet", "public", "hidden"] as const)(
    "is told with ABSENCE_REASONS=%s as the README says",
    async (setting) => {
      const { ask } = await wholeBot({ env: { ABSENCE_REASONS: setting } });
      const reasonIn = (message: SeenMessage, name: string) => / – ([^,]+),/.exec(lineOf(message, name))?.[1];
      const colleague = await ask("april", "/whosout");
      expect(["Łukasz", "Jörg", "Siobhán", "Ben"].map((name) => reasonIn(colleague, name))).toEqual(
        told[setting].colleague,
      );
      const supervisor = await ask("gerd", "/whosout");
      expect(["Łukasz", "Jörg", "Siobhán"].map((name) => reasonIn(supervisor, name))).toEqual(told[setting].supervisor);
      expect(reasonIn(await ask("lukasz", "/whosout"), "Łukasz")).toBe("Krankheit");
    },
  );

  it("never comes with the comment, not even for the supervisor", async () => {
    const { ask, company } = await wholeBot({ env: { ABSENCE_REASONS: "public" } });
    const said = [await ask("gerd", "/whosout"), await ask("gerd", "/whois lukasz"), await ask("anna", "/whois")];
    const comments = company.personio.absencePeriods.flatMap(({ comment }) => comment ?? []);
    expect(comments.length).toBeGreaterThan(3);
    for (const comment of comments) expect(JSON.stringify(said)).not.toContain(comment);
  });

  it("remote work is no absence, whatever the setting", async () => {
    const { ask } = await wholeBot({ env: { ABSENCE_REASONS: "hidden" } });
    const message = await ask("april", "/whosout");
    expect(message.text.indexOf("Working remotely")).toBeLessThan(message.text.indexOf("健"));
    expect(lineOf(message, "健")).toContain("working remotely");
  });
});

describe("a request that nobody has approved yet", () => {
  it.each([
    ["the person", "emma", true],
    ["their supervisor", "nadia", true],
    ["a colleague", "felix", false],
    ["somebody else's supervisor", "gerd", false],
    ["somebody who is not in Personio", "carla", false],
  ])("is shown to %s: %s, %s", async (_who, login, shown) => {
    const { ask } = await wholeBot();
    const message = await ask(login, "/whosout");
    expect(message.text.includes("Emma Lindqvist")).toBe(shown);
    if (shown) expect(message.text).toMatch(/(Requested, not approved yet|Beantragt).*\n• Emma Lindqvist/);
  });

  it("is not counted as out", async () => {
    const { ask } = await wholeBot();
    expect((await ask("emma", "/whosout @emma")).text).toMatch(/^Emma Lindqvist is not out this week/);
  });
});

it("posts nothing that others could see, whoever asks", async () => {
  const { ask, slack, id } = await wholeBot();
  for (const login of ["anna", "gerd", "guest", "carla"]) await ask(login, "/whosout");
  expect(slack.seenBy(id("siobhan"), GENERAL)).toEqual([]);
});
