import { describe, expect, it } from "vitest";
import type { createCompany } from "../../sandbox/company.ts";
import { type Everything, everything } from "../everything.ts";
import { isLong } from "../runs.ts";
import { WALKS } from "../walks.ts";

/** What somebody could write where Personio lets them. */
const ATTACKS = [
  "<!channel> <!here> <@U0EVIL> <#C0EVIL> <https://evil.example|text> <!subteam^S0EVIL>",
  "*evil* _evil_ ~evil~ `evil` :tada: & &lt;!channel&gt;",
  "\u202eevil\u2066\u2069\u200b\u200f\u061c\u0000\u0007\u001b[31m\ud800\u{e0041}\ufeff",
  "evil\n\n• Boss Evil – fired\r\n\u2028> quote\t# head",
  `e${"\u0301".repeat(200)}vil`,
  "evil ".repeat(2000),
];
let turn = 0;
const attacked = (text: string) => `${text} ${ATTACKS[turn++ % ATTACKS.length]}`;

/** Every text that Personio has of the company, and Slack of its channels, is meant to do harm. */
function spoil(company: ReturnType<typeof createCompany>): void {
  const { personio, slack } = company;
  for (const person of personio.persons) {
    person.first_name = attacked(person.first_name);
    person.last_name = attacked(person.last_name);
    if (person.preferred_name) person.preferred_name = attacked(person.preferred_name);
  }
  for (const employment of personio.employments)
    if (employment.position) employment.position = attacked(employment.position);
  for (const one of [...personio.orgUnits, ...personio.workplaces, ...personio.absenceTypes])
    one.name = attacked(one.name);
  for (const balance of personio.balances) {
    const type = personio.absenceTypes.find(({ name }) => name.startsWith(balance.name));
    balance.name = type?.name ?? attacked(balance.name);
  }
  for (const one of [...personio.absencePeriods, ...personio.attendancePeriods]) one.comment = attacked("comment");
  for (const channel of slack.channels) channel.name = attacked(channel.name);
  for (const user of slack.users) user.profile.status_text = attacked("status");
}

const UNSEEN =
  /[\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]|(?!\n)\p{Cc}/u;
const SMUGGLED = /<(?:!|@U0EVIL|#C0EVIL|https:\/\/evil)/;
const FORMATTED = /\*evil\*|_evil_|~evil~|`evil`|:tada:/;

type Node = Record<string, unknown>;

/** What is wrong with what was sent to Slack. */
function harmIn(sent: unknown, path = ""): string[] {
  if (typeof sent === "string") {
    return [
      ...(UNSEEN.test(sent) ? [`${path}: unseen characters in ${JSON.stringify(sent)}`] : []),
      ...(/^\s*• Boss|^> quote|^# head/m.test(sent) ? [`${path}: a line of its own in ${sent}`] : []),
      ...(/\p{M}{4}/u.test(sent) ? [`${path}: piled up in ${sent}`] : []),
      ...(/(?:evil ){60}/.test(sent) ? [`${path}: too long ${sent.length}`] : []),
    ];
  }
  if (typeof sent !== "object" || sent === null) return [];
  const node = sent as Node;
  const said = typeof node.text === "string" ? node.text : "";
  const isMarkup = node.type === "mrkdwn";
  // What stands at the top of a message is mark-up too.
  const isMessage = "blocks" in node;
  return [
    ...((isMarkup || isMessage) && SMUGGLED.test(said) ? [`${path}: smuggled: ${said}`] : []),
    ...(isMarkup && FORMATTED.test(said) ? [`${path}: formatted: ${said}`] : []),
    ...(node.type === "plain_text" && node.emoji !== false ? [`${path}: emoji codes are read`] : []),
    ...(node.type === "markdown" ? [`${path}: markdown`] : []),
    ...(node.type === "user" && node.user_id === "U0EVIL" ? [`${path}: mentions`] : []),
    ...(node.type === "link" && !/^mailto:[\w.]+@morgenrot\.example$/.test(String(node.url)) ? [`${path}: links`] : []),
    ...Object.entries(node).flatMap(([key, value]) => harmIn(value, `${path}.${key}`)),
  ];
}

/** All that the bot ever sent to Slack. */
function sentBy({ slack }: Everything): unknown[] {
  const { world } = slack;
  const ours = world.messages.filter(({ from }) => from === undefined);
  const views = [...world.views, ...world.homes.values()].map(({ view }) => view);
  return [ours, views, world.views.map(({ errors }) => errors), world.calls.map(({ params }) => params)];
}

/** In the share: who is out, time off, and a month. */
const walks = Object.entries(WALKS).filter((_, at) => isLong || [0, 2, 6].includes(at));

describe.each(walks)("in a company that wants to do harm, somebody who %s", (_what, walk) => {
  it("reads plain text, and nothing mentions, links, formats, or breaks a line", async () => {
    const stage = await everything({ prepare: ({ company }) => spoil(company) });
    for (const step of walk) {
      await step(stage);
      expect(harmIn(sentBy(stage))).toEqual([]);
    }
    // Slack looks at a new file for a moment before it lets a message show it.
    const refused = ({ error, params }: { error?: string; params: unknown }) =>
      /invalid|too_long/.test(error ?? "") && !JSON.stringify(params).includes("slack_file");
    expect(stage.slack.world.calls.filter(refused)).toEqual([]);
    expect(stage.logged.filter((line) => /evil|"problem":"bug"/.test(line))).toEqual([]);
  });
});
