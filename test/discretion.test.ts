import { describe, expect, it, vi } from "vitest";
import type { SeenMessage } from "../sandbox/slack.ts";
import { REASON_SETTINGS, type ReasonSetting } from "../src/domain/discretion.ts";
import { openHome } from "./commands/home-stage.ts";
import { type Everything, everything } from "./everything.ts";
import { isLong } from "./runs.ts";
import { GENERAL, type Unstarted } from "./whole-bot.ts";

/** What is drawn, as text; the pictures themselves nobody can read here. */
const drawn = vi.hoisted(() => [] as string[]);
vi.mock("../src/pictures/render.ts", async (original) => {
  const { png } = await original<typeof import("../src/pictures/render.ts")>();
  return {
    png: (svg: string) => {
      drawn.push(svg);
      return png(svg);
    },
  };
});

/** A kind of absence of each category, by a name that stands nowhere else. */
const KINDS = {
  PAID_VACATION: "Xqvacation",
  UNPAID_VACATION: "Xqunpaid",
  OFFSITE_WORK: "Xqremote",
  PUBLIC_DUTY: "Xqduty",
  PUBLIC_DUTIES: "Xqduties",
  sick_leave: "Xqsick",
  CHILD_CARE: "Xqchild",
  FAMILY_CARE: "Xqfamily",
  MATERNITY_PARENTAL_LEAVE: "Xqparental",
  QUARANTINE: "Xqquarantine",
  UNEXCUSED_ABSENCE: "Xqunexcused",
  SHORT_TIME_ALLOWANCE: "Xqshort",
  IRREVOCABLE_EXEMPTION: "Xqexemption",
  STRIKE_AND_LOCKOUT: "Xqstrike",
  UNPAID_SUSPENSION: "Xqsuspension",
  OTHER: "Xqother",
  UNDEFINED: "Xqundefined",
  SOMETHING_NEW: "Xqnew",
};
type Kind = (typeof KINDS)[keyof typeof KINDS] | typeof ASKED;
const HARMLESS: Kind[] = ["Xqvacation", "Xqunpaid", "Xqremote", "Xqduty", "Xqduties"];
const PRIVATE: Kind[] = Object.values(KINDS).filter((kind) => !HARMLESS.includes(kind));
/** Of a vacation that is not approved yet. */
const ASKED = "Xqasked";
const COMMENT = "Xqcomment";

/** Who is out, one a kind: all of them report to Gerd. Anna is sick. */
const [SELF, SUPERVISOR, COLLEAGUE, OUTSIDER] = ["anna", "gerd", "april", "carla"] as const;
const OTHERS = [
  ["ben", "bo", "clara", "eleni", "emma", "felix", "greta", "guel", "hassan"],
  ["ida", "jan", "joerg", "ken", "lena", "lukasz", "mira", "nora", "otto"],
].flat();

/** Whose absence is of which kind. */
const OUT = new Map<string, Kind>([
  ...[...Object.values(KINDS), ASKED]
    .filter((kind) => kind !== "Xqsick")
    .map((kind, index): [string, Kind] => [OTHERS[index] ?? "", kind as Kind]),
  [SELF, "Xqsick"],
]);

/** One absence of each kind, of today and tomorrow. */
function oneOfEachKind({ company, personio, slack }: Unstarted): void {
  slack.world.channels.find(({ id: channel }) => channel === GENERAL)?.members?.push(company.who(OUTSIDER).slackId);
  const { world } = personio.state;
  world.absenceTypes = [
    ...Object.entries(KINDS).map(([category, name]) => ({ id: `type-${name}`, name, category, unit: "DAY" as const })),
    { id: `type-${ASKED}`, name: ASKED, category: "PAID_VACATION", unit: "DAY" as const },
  ];
  world.balances = [];
  world.absencePeriods = [...OUT].map(([login, kind], index) => ({
    id: `b0000000-0000-4000-8000-0000000001${String(index).padStart(2, "0")}`,
    personId: company.who(login).personId,
    typeId: `type-${kind}`,
    first: { day: "2026-11-23", half: "FIRST_HALF" as const },
    last: { day: "2026-11-24", half: "SECOND_HALF" as const },
    timezoneId: "Europe/Berlin",
    status: kind === ASKED ? "PENDING" : "APPROVED",
    comment: COMMENT,
    updatedAt: "2026-11-20T09:00:00Z",
  }));
  const reports = [...OUT.keys()].map((login) => company.who(login).personId);
  for (const employment of world.employments) {
    delete employment.supervisorId;
    if (reports.includes(employment.personId)) employment.supervisorId = company.who(SUPERVISOR).personId;
  }
}

/** The kinds that each may read of, as the README has it; nobody else's. */
const MAY = {
  self: (setting: ReasonSetting) => [...new Set([...MAY.colleague(setting), "Xqsick"])],
  supervisor: (_: ReasonSetting) => [...HARMLESS, ...PRIVATE, ASKED],
  colleague: (setting: ReasonSetting) => [...MAY.channel(setting), ...(setting === "public" ? PRIVATE : [])],
  outsider: (setting: ReasonSetting) => MAY.channel(setting),
  channel: (setting: ReasonSetting): string[] => (setting === "hidden" ? [] : HARMLESS),
};

/** All that the bot has written to somebody, and their App Home. */
function writtenTo({ slack, id }: Everything, login: string): string {
  const me = id(login);
  const { messages, homes } = slack.world;
  const theirs = messages.filter(({ to, from, channel }) => from === undefined && (to === me || channel === me));
  return JSON.stringify([theirs, homes.get(me)]);
}

/** What everybody in the channel reads. */
function inChannel({ slack }: Everything): SeenMessage[] {
  return slack.world.messages.filter(
    ({ to, from, channel }) => from === undefined && to === undefined && channel === GENERAL,
  );
}

const kindsIn = (text: string): string[] => [...new Set(text.match(/Xq[a-z]+/g))].toSorted();

/** Asks all that tells of absences. */
async function lookEverywhere(stage: Everything, login: string): Promise<void> {
  const { ask, slack, id } = stage;
  await ask(login, "/whosout");
  for (const who of [SELF, "ben", OTHERS.at(-1)]) await ask(login, `/whosout @${who}`);
  for (const who of OUT.keys()) if (isLong || [SELF, "ben", "otto"].includes(who)) await ask(login, `/whois @${who}`);
  await openHome(stage, login);
  await (await slack.say(id(login), GENERAL, [...OUT.keys()].map((who) => `@${who}`).join(" ")))?.answer();
}

/** Asks for the picture of the month, of everybody. */
async function drawMonth({ slack, id }: Everything, login: string): Promise<void> {
  const exchange = await slack.command(id(login), GENERAL, "/whosout month everybody");
  await exchange.answer();
  await exchange.answer();
}

/** That the setting reaches everywhere, one other than the usual shows; what each means, `domain/discretion.test.ts` does. */
const SETTINGS = REASON_SETTINGS.filter((setting) => isLong || setting !== "public");

describe.each(SETTINGS)("with ABSENCE_REASONS=%s", (setting) => {
  it("nobody meets a word of what they may not know, wherever they look, and everybody what they may", {
    timeout: 120_000,
  }, async () => {
    const stage = await everything({ env: { ABSENCE_REASONS: setting }, prepare: oneOfEachKind });
    const { slack, id } = stage;
    const viewers = { self: SELF, supervisor: SUPERVISOR, colleague: COLLEAGUE, outsider: OUTSIDER };
    const draws = isLong || setting === "discreet";
    for (const [who, login] of Object.entries(viewers)) {
      drawn.length = 0;
      await lookEverywhere(stage, login);
      if (draws && (isLong || who === "colleague" || who === "supervisor")) await drawMonth(stage, login);
      const read = kindsIn(writtenTo(stage, login) + drawn.join());
      expect(read, who).toEqual(MAY[who as keyof typeof viewers](setting).toSorted());
    }
    // What everybody in the channel reads: the answer of who knows most, shared, a picture, and a digest.
    drawn.length = 0;
    const boss = id(SUPERVISOR);
    const postedOnce = (count: number) => expect.poll(() => inChannel(stage).length, { timeout: 15_000 }).toBe(count);
    await slack.press(boss, await stage.ask(SUPERVISOR, "/whosout"), "In diesem Channel teilen");
    await postedOnce(1);
    await slack.command(boss, GENERAL, "/digest");
    await slack.nextForm(boss, ({ submit }) => submit !== undefined);
    await slack.submit(boss);
    await slack.press(boss, await stage.ask(SUPERVISOR, "/digest liste"), "Jetzt senden");
    await postedOnce(2);
    if (draws) {
      const hasPicture = ({ blocks }: SeenMessage) => JSON.stringify(blocks).includes("slack_file");
      const picture = slack.seenBy(boss, boss).findLast(hasPicture) ?? expect.fail("there is no picture");
      await slack.press(boss, picture, "Im Channel teilen");
      await postedOnce(3);
    }
    expect(kindsIn(JSON.stringify(inChannel(stage)) + drawn.join())).toEqual(MAY.channel(setting).toSorted());
    // What stands beside the name of who is sick.
    await stage.allow(SELF);
    expect(kindsIn(JSON.stringify(slack.world.users))).toEqual([]);
    expect(stage.statusOf(SELF).text).toMatch(/^Out/);
  });
});
