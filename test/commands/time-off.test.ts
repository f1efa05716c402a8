import { describe, expect, it } from "vitest";
import { readableForm } from "../../sandbox/readable-form.ts";
import type { SeenForm } from "../../sandbox/slack.ts";
import { fieldsOf } from "../../sandbox/slack-form-state.ts";
import { GENERAL, type Stage, wholeBot } from "../whole-bot.ts";

/** A form that can be sent; a window that only says something has no button for it. */
const isForm = ({ submit }: SeenForm) => submit !== undefined;
const isAnswer = (form: SeenForm) => !isForm(form) && !/Sending to|One moment/.test(JSON.stringify(form.blocks));
type Fields = Record<string, string | string[] | null>;

const text = (form: SeenForm) => readableForm(form, (id) => id);

/** Somebody types a command, and this is the form once it is there. */
async function open(stage: Stage, login: string, line: string): Promise<SeenForm> {
  await stage.slack.command(stage.id(login), GENERAL, line);
  return stage.slack.nextForm(stage.id(login), isForm);
}

/** Fills fields in, by their labels, each as soon as it is there; then the form as soon as it says `words`. */
async function fill(stage: Stage, login: string, fields: Fields, words = /./): Promise<string> {
  const user = stage.id(login);
  for (const [label, value] of Object.entries(fields)) {
    await stage.slack.nextForm(user, ({ blocks }) => fieldsOf(blocks).some((field) => field.label === label));
    const before = stage.slack.formOf(user)?.hash;
    const heard = await stage.slack.fill(user, label, value);
    if (heard) await stage.slack.nextForm(user, ({ hash }) => hash !== before);
  }
  return text(await stage.slack.nextForm(user, (form) => isForm(form) && words.test(text(form))));
}

/** Sends the form, and this is what the window says in the end. */
async function send(stage: Stage, login: string): Promise<string> {
  const { ack } = await stage.slack.submit(stage.id(login));
  expect(ack).toEqual(expect.objectContaining({ response_action: "update" }));
  return text(await stage.slack.nextForm(stage.id(login), isAnswer));
}

const own = (stage: Stage, login: string, firstDay: string) =>
  stage.personio.state.world.absencePeriods.filter(
    ({ personId, first }) => personId === stage.person(login) && first.day === firstDay,
  );
const told = (stage: Stage, login: string) =>
  stage.slack.seenBy(stage.id(login), stage.id(login)).map((message) => message.text);

describe("the form opens", () => {
  it.each([
    ["/timeoff", "april", [/Type/, /First day/]],
    ["/timeoff tomorrow afternoon", "otto", [/2026-11-24/, /\[x\] From noon/, /Choose a type and the days/]],
    ["/timeoff urlaub tomorrow afternoon", "otto", [/\[x\] From noon/, /half a working day: Tue 24 Nov, afternoon/]],
    ["/timeoff friday sick", "otto", [/Krankheit/, /2026-11-27/, /1 working day: Fri 27 Nov/]],
    ["/timeoff 1.2. - 5.2. Urlaub", "otto", [/Urlaub/, /2027-02-01/, /2027-02-05/, /5 working days/]],
    ["/timeoff freitag krank", "gerd", [/Krankheit/, /2026-11-27/, /1 Arbeitstag/]],
    ["/timeoff tomorrow bla fasel", "otto", [/2026-11-24/, /I did not understand “bla fasel”/]],
  ])("%s", async (line, login, words) => {
    const form = await open(await wholeBot(), login, line);
    for (const word of words) expect(text(form)).toMatch(word);
  });

  it("as a window that fills itself, where Personio is slow", async () => {
    const stage = await wholeBot();
    const goOn = stage.personio.pause();
    const exchange = await stage.slack.command(stage.id("otto"), GENERAL, "/timeoff");
    expect(exchange.timedOut).toBe(false);
    expect(text(await stage.slack.nextForm(stage.id("otto")))).toMatch(/One moment, I am asking Personio/);
    goOn();
    expect(text(await stage.slack.nextForm(stage.id("otto"), isForm))).toMatch(/Type/);
  });

  it("from the shortcut, and from the button under /whosout", async () => {
    const stage = await wholeBot();
    await stage.slack.shortcut(stage.id("otto"), "request_time_off");
    expect(text(await stage.slack.nextForm(stage.id("otto"), isForm))).toMatch(/Request time off/);
    const answer = await stage.ask("april", "/whosout");
    await stage.slack.press(stage.id("april"), answer, "Request time off");
    expect(text(await stage.slack.nextForm(stage.id("april"), isForm))).toMatch(/First day/);
  });

  it("as a sentence, where Personio has no types", async () => {
    const stage = await wholeBot();
    stage.personio.state.world.absenceTypes.splice(0);
    await stage.slack.command(stage.id("april"), GENERAL, "/timeoff");
    expect(text(await stage.slack.nextForm(stage.id("april"), isAnswer))).toMatch(/shows me no absence types/);
  });

  it("and does not complain at each field while Personio is away", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. Urlaub");
    stage.pass(3_600_000);
    stage.personio.failNext(/./, { status: 503 }, Number.POSITIVE_INFINITY);
    await stage.slack.fill(stage.id("otto"), "Last day", "2027-02-05");
    await expect.poll(() => stage.logged.join("")).toMatch(/personio-down/);
    await stage.slack.fill(stage.id("otto"), "Last day", "2027-02-04");
    await expect.poll(() => stage.logged.join("").split("personio-down").length).toBeGreaterThan(2);
    await stage.round();
    expect(told(stage, "otto")).toEqual([]);
  });

  it("with the most used type first", async () => {
    const stage = await wholeBot();
    const form = await open(stage, "anna", "/timeoff");
    const block = JSON.stringify(form.blocks);
    expect(block.indexOf("Urlaub")).toBeLessThan(block.indexOf("Arzttermin"));
  });

  it("not for guests, and not for those whom Personio does not know", async () => {
    const stage = await wholeBot();
    expect((await stage.ask("guest", "/timeoff")).text).toMatch(/only answer full members/);
    expect((await stage.ask("carla", "/timeoff")).text).toMatch(/I cannot find you in Personio/);
    expect(stage.slack.formOf(stage.id("guest"))).toBeUndefined();
  });

  it("and says in words which days are none", async () => {
    const stage = await wholeBot();
    expect((await stage.ask("otto", "/timeoff 30.2.")).text).toMatch(/isn't a date/);
    expect((await stage.ask("otto", "/timeoff help")).text).toMatch(/nothing is sent before you press/);
  });
});

describe("while it is filled in, before anything is sent, the form tells", () => {
  it("what it costs without weekends and public holidays, what is left, and who else of the team is away", async () => {
    const stage = await wholeBot();
    await open(stage, "anna", "/timeoff");
    const form = await fill(
      stage,
      "anna",
      { Type: "Urlaub", "First day": "2027-05-03", "Last day": "2027-05-07" },
      /4 working days: Mon 3 – Fri 7 May 2027, without Thu 6 May 2027\n[\s\S]*in Design/,
    );
    expect(form).toMatch(/18\.5 days left, 14\.5 after/);
  });

  it("follows the type, and keeps what was typed", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff");
    await fill(stage, "otto", { Comment: "See you", "First day": "2026-12-01", "Last day": "2026-12-02" });
    const hours = await fill(stage, "otto", { Type: "Arzttermin" }, /From\n/);
    expect(hours).not.toMatch(/Last day/);
    expect(hours).toMatch(/See you/);
    const days = await fill(stage, "otto", { Type: "Urlaub" }, /Last day/);
    expect(days).toMatch(/2026-12-02/);
    expect(days).toMatch(/See you/);
  });

  it.each([
    [{ Type: "Urlaub", "First day": "2026-12-04", "Last day": "2026-12-01" }, /It ends before it begins/],
    [{ Type: "Urlaub", "First day": "2026-12-05", "Last day": "2026-12-06" }, /Nobody works on these days/],
    [{ Type: "Urlaub", "First day": "2026-12-01", "Last day": "2028-01-01" }, /more than a year/],
    [{ Type: "Urlaub", "First day": "2026-08-03" }, /too long ago for me: the earliest is Sat 24 Oct/],
    [{ Type: "Urlaub", "First day": "2026-12-21" }, /You are away then already: Urlaub, Mon 21 Dec/],
    [
      {
        Type: "Urlaub",
        "First day": "2026-12-01",
        "Half days": ["From noon on the first day", "Until noon on the last day"],
      },
      /leaves nothing/,
    ],
    [{ Type: "Arzttermin", Day: "2026-12-01", From: "10:00", To: "09:00" }, /It ends before it begins/],
    [{ Type: "Arzttermin", Day: "2026-12-01", From: "10:00", To: "00:00" }, /midnight/],
  ] as [Fields, RegExp][])("what is wrong with %o, and sends nothing", async (fields, words) => {
    const stage = await wholeBot();
    await open(stage, "anna", "/timeoff");
    await fill(stage, "anna", fields, words);
    const before = structuredClone(stage.personio.state.world.absencePeriods);
    const exchange = await stage.slack.submit(stage.id("anna"));
    expect(exchange.ack).toMatchObject({ response_action: "errors" });
    expect(Object.values(stage.slack.formOf(stage.id("anna"))?.errors ?? {}).join("\n")).toMatch(words);
    expect(stage.personio.state.world.absencePeriods).toEqual(before);
  });
});

describe("what is sent", () => {
  it("stands in Personio as it was typed, and is confirmed in the window and by direct message", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff");
    await fill(stage, "otto", {
      Type: "Urlaub",
      "First day": "2027-02-01",
      "Last day": "2027-02-05",
      "Half days": ["From noon on the first day"],
      Comment: "With the <family>",
      Substitute: stage.id("april"),
    });
    const window = await send(stage, "otto");
    expect(window).toMatch(/Requested: Urlaub, Mon 1 Feb 2027 \(from noon\) – Fri 5 Feb 2027/);
    expect(own(stage, "otto", "2027-02-01")).toEqual([
      expect.objectContaining({
        typeId: stage.company.types.vacation.id,
        first: { day: "2027-02-01", half: "SECOND_HALF" },
        last: { day: "2027-02-05", half: "SECOND_HALF" },
        comment: "With the <family>",
        substituteId: stage.person("april"),
        status: "PENDING",
      }),
    ]);
    expect(stage.personio.state.calls.filter(({ method }) => method === "POST").at(-1)?.query).toBe(
      "?skip_approval=false",
    );
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Requested: Urlaub, Mon 1 Feb/)]);
    expect(stage.logged.join("")).not.toMatch(/family|Otto/);
  });

  it("is acknowledged at once, also when Personio hangs", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    const goOn = stage.personio.pause();
    const exchange = await stage.slack.submit(stage.id("otto"));
    expect(exchange.timedOut).toBe(false);
    expect(text(await stage.slack.nextForm(stage.id("otto")))).toMatch(
      /Sending to Personio: Urlaub, Mon 1 – Fri 5 Feb 2027/,
    );
    goOn();
    expect(text(await stage.slack.nextForm(stage.id("otto"), isAnswer))).toMatch(/Requested/);
  });

  it("in hours, with its times", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff");
    await fill(stage, "otto", { Type: "Arzttermin" });
    await fill(stage, "otto", { Day: "2026-12-01", From: "09:00", To: "11:30" });
    expect(await send(stage, "otto")).toMatch(/Arzttermin, Tue 1 Dec, 9:00–11:30/);
    expect(own(stage, "otto", "2026-12-01")[0]).toMatchObject({ times: { from: "09:00", to: "11:30" } });
  });

  it("without an end, for sickness", async () => {
    const stage = await wholeBot();
    await open(stage, "sun", "/timeoff today sick");
    await fill(stage, "sun", { End: ["I do not know yet when it ends"] });
    expect(await send(stage, "sun")).toMatch(/Krankheit, since Mon 23 Nov, end not known yet/);
    expect(own(stage, "sun", "2026-11-23")[0]).toMatchObject({ last: null });
  });

  it("twice at the same time, makes one absence and one message", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    stage.slack.sendTwice();
    expect(await send(stage, "otto")).toMatch(/Requested/);
    expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Requested/)]);
  });

  it("again, with other days, is refused rather than forgotten", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    const window = () => stage.slack.world.views.find(({ user }) => user === stage.id("otto"));
    const asItWas = structuredClone(window());
    await send(stage, "otto");
    // The answer was lost on its way to Slack: the form is still there, is made shorter, and sent once more.
    Object.assign(window() ?? {}, asItWas);
    await fill(stage, "otto", { "Last day": "2027-02-04" });
    const { ack } = await stage.slack.submit(stage.id("otto"));
    expect(JSON.stringify(ack)).toMatch(/has arrived already, with Urlaub, Mon 1 – Fri 5 Feb 2027/);
    expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
  });

  it("again, while Personio's answer to the first is not here yet, is no overlap with itself", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    const window = () => stage.slack.world.views.find(({ user }) => user === stage.id("otto"));
    const asItWas = structuredClone(window());
    stage.personio.failNext(/^POST \/v2\/absence-periods/, { after: "hang" });
    await stage.slack.submit(stage.id("otto"));
    await expect.poll(() => own(stage, "otto", "2027-02-01")).toHaveLength(1);
    // What is kept of Otto's absences is read anew, and has it.
    stage.pass(6 * 60_000);
    Object.assign(window() ?? {}, asItWas);
    const { ack } = await stage.slack.submit(stage.id("otto"));
    expect(JSON.stringify(ack)).toMatch(/Sending to Personio/);
    await expect
      .poll(() => told(stage, "otto"), { timeout: 20_000 })
      .toEqual([expect.stringMatching(/^Requested: Urlaub/)]);
    expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
  }, 30_000);

  it("with its answer lost, makes one absence", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    stage.personio.failNext(/^POST \/v2\/absence-periods/, { after: "drop" });
    expect(await send(stage, "otto")).toMatch(/Requested/);
    expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
  });

  it("before the form had followed the type, is not sent but shown with its own fields", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff");
    await fill(stage, "otto", { Type: "Arzttermin" });
    await fill(stage, "otto", { Day: "2026-12-01", From: "09:00", To: "11:30" });
    stage.slack.failNext("views.update", { error: "not_found" });
    await stage.slack.fill(stage.id("otto"), "Type", "Urlaub");
    await stage.slack.submit(stage.id("otto"));
    const form = text(await stage.slack.nextForm(stage.id("otto"), (shown) => text(shown).includes("other fields")));
    expect(form).toMatch(/Last day/);
    expect(own(stage, "otto", "2026-12-01")).toEqual([]);
  });

  it("and refused by Personio, comes back as the form, with what was typed and why", async () => {
    const stage = await wholeBot();
    stage.personio.state.settings.typesWithSubstitute = [stage.company.types.vacation.id];
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    await fill(stage, "otto", { Comment: "See you" });
    await stage.slack.submit(stage.id("otto"));
    const again = text(
      await stage.slack.nextForm(stage.id("otto"), (form) => text(form).includes("needs a substitute")),
    );
    expect(again).toMatch(/2027-02-05/);
    expect(again).toMatch(/See you/);
    await fill(stage, "otto", { Substitute: stage.id("april") });
    expect(await send(stage, "otto")).toMatch(/Requested/);
    expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Requested/)]);
  });

  it("with a substitute whom Personio does not know, or oneself, is told at that field", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    for (const [login, words] of [
      ["carla", /cannot find them/],
      ["otto", /stand in for yourself/],
    ] as const) {
      await fill(stage, "otto", { Substitute: stage.id(login) });
      await stage.slack.submit(stage.id("otto"));
      expect(Object.values(stage.slack.formOf(stage.id("otto"))?.errors ?? {}).join()).toMatch(words);
    }
  });
});

describe("afterwards", () => {
  it("Change opens the same form, filled, and changes it in Personio", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    await fill(stage, "otto", { Comment: "See you" });
    await send(stage, "otto");
    await stage.slack.dismiss(stage.id("otto"));
    const confirmation = await stage.slack.nextMessageTo(stage.id("otto"));
    await stage.slack.press(stage.id("otto"), confirmation, "Change");
    const form = text(await stage.slack.nextForm(stage.id("otto"), isForm));
    expect(form).toMatch(/Change time off[\s\S]*Urlaub[\s\S]*2027-02-01[\s\S]*2027-02-05[\s\S]*See you/);
    await fill(stage, "otto", { "Last day": "2027-02-04" });
    expect(await send(stage, "otto")).toMatch(/^Change time off[\s\S]*Changed: Urlaub, Mon 1 – Thu 4 Feb 2027/);
    expect(own(stage, "otto", "2027-02-01")).toEqual([
      expect.objectContaining({ last: { day: "2027-02-04", half: "SECOND_HALF" }, comment: "See you" }),
    ]);
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Changed: Urlaub/)]);
  });

  it("Cancel deletes it in Personio and says so in the message; twice is once", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    await send(stage, "otto");
    const confirmation = await stage.slack.nextMessageTo(stage.id("otto"));
    stage.slack.sendTwice();
    await (await stage.slack.press(stage.id("otto"), confirmation, "Cancel it")).answer();
    expect(own(stage, "otto", "2027-02-01")).toEqual([]);
    expect(told(stage, "otto")).toEqual([expect.stringMatching(/^Cancelled: Urlaub, Mon 1 – Fri 5 Feb 2027/)]);
  });

  it("/timeoff list shows what is ahead and the last three, with what is left, and cancels", async () => {
    const stage = await wholeBot();
    const list = await stage.ask("anna", "/timeoff list");
    expect(list.text).toMatch(/^Your time off\n• Urlaub, Mon 23 – Wed 25 Nov\nApproved/);
    expect(list.text).toMatch(/Urlaub: 18\.5 days left/);
    await stage.slack.press(stage.id("anna"), list, "Cancel it");
    await expect.poll(() => list.text).not.toMatch(/Mon 23 – Wed 25 Nov/);
    await expect
      .poll(() => told(stage, "anna"))
      .toEqual([expect.stringMatching(/^Cancelled: Urlaub, Mon 23 – Wed 25 Nov/)]);
  });

  it("/timeoff list holds any number of balances", async () => {
    const stage = await wholeBot();
    const { absenceTypes, balances } = stage.personio.state.world;
    for (let nr = 0; nr < 90; nr++) {
      const name = `Sonderurlaub aus Anlass Nummer ${nr} nach Betriebsvereinbarung`;
      absenceTypes.push({ id: `a${nr}`, name, category: "OTHER", unit: "DAY" });
      balances.push({ personId: stage.person("anna"), name, category: "OTHER", balance: 1, available: 1 });
    }
    const list = await stage.ask("anna", "/timeoff list");
    expect(JSON.stringify(list.blocks)).toMatch(/Nummer 89 nach Betriebsvereinbarung: 1 day left/);
  });

  it("nobody changes or cancels what is somebody else's, whatever a button carries", async () => {
    const stage = await wholeBot();
    const list = await stage.ask("anna", "/timeoff list");
    const before = structuredClone(stage.personio.state.world.absencePeriods);
    for (const button of ["Change", "Cancel it"]) {
      const exchange = await stage.slack.press(stage.id("otto"), list, button);
      expect((await exchange.answer()).text).toMatch(/can't find that in Personio/);
    }
    expect(stage.personio.state.world.absencePeriods).toEqual(before);
  });

  it("a request that was approved meanwhile is told at the next round", async () => {
    const stage = await wholeBot();
    await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
    await send(stage, "otto");
    await stage.slack.nextMessageTo(stage.id("otto"));
    stage.personio.decide(own(stage, "otto", "2027-02-01")[0]?.id ?? "", "APPROVED");
    const fiveMinutesLater = async () => {
      stage.pass(5 * 60_000);
      await stage.round();
      return told(stage, "otto").at(-1);
    };
    await expect.poll(fiveMinutesLater).toMatch(/^Approved: Urlaub/);
  });
});

it("a bot that was stopped goes on where it was, and tells by direct message", async () => {
  const stage = await wholeBot();
  await open(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
  const goOn = stage.personio.pause();
  await stage.slack.submit(stage.id("otto"));
  const stopping = stage.bot.stop();
  goOn();
  await stopping;
  await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Requested/)]);
  expect(own(stage, "otto", "2027-02-01")).toHaveLength(1);
});
