import { expect, it } from "vitest";
import { everything } from "./everything.ts";
import { everythingHeard } from "./hostile/payloads.ts";
import { GENERAL } from "./whole-bot.ts";

const QUESTION = { span: { first: "2026-11-23", last: "2026-11-29" }, who: { kind: "everybody" }, page: 0 };
/** What buttons carry, of those that carry something that is asked about. */
const VALUES: Record<string, unknown> = {
  whos_out_show_0: QUESTION,
  whos_out_share: QUESTION,
  month_show: { question: QUESTION },
  month_turn_0: { question: QUESTION },
  month_share: { question: QUESTION, from: GENERAL },
  hours_show_0: { span: QUESTION.span },
  digest_show: QUESTION,
  digest_why: "d1",
  time_off_change: { periodId: "p1", nonce: "n1" },
  time_off_cancel: { periodId: "p1", nonce: "n1" },
  who_is_0: "1002",
};
/** What opens a window, which Slack allows for three seconds. */
const OPENS = [
  "shortcut whos_out",
  "shortcut request_time_off",
  "action home_whos_out",
  "action home_hours",
  "action home_settings",
  "action time_off_request",
  "action time_off_change",
  "command /timeoff",
  "command /digest",
];

/** What a payload of each kind says, beside who it is. */
function said({ kind, id, type }: ReturnType<typeof everythingHeard>[number], trigger_id: string) {
  const view = {
    id: "V0NONE",
    type: "modal",
    hash: "1.a",
    callback_id: id,
    title: { type: "plain_text", text: "Window" },
    private_metadata: "",
    blocks: [],
    state: { values: {} },
  };
  const inChannel = { channel: { id: GENERAL, name: "general" }, message: { ts: "1.1", text: "Moin!", user: "U1005" } };
  const value = VALUES[id] ?? "x";
  const action = {
    type: "button",
    action_id: id,
    block_id: "b",
    value: typeof value === "string" ? value : JSON.stringify(value),
  };
  switch (kind) {
    case "command":
      return { command: id, text: "", channel_id: GENERAL, trigger_id };
    case "action":
      return {
        type: "block_actions",
        trigger_id,
        actions: [action],
        container: { type: "message", message_ts: "1.1", channel_id: GENERAL, is_ephemeral: true },
        ...inChannel,
      };
    case "view":
      return { type: "view_submission", trigger_id, view };
    case "options":
      return { type, action_id: id, block_id: "b", value: "ber", view };
    case "shortcut":
      return { type, callback_id: id, trigger_id, ...(type === "message_action" && inChannel) };
    case "event":
      return {
        type: "event_callback",
        event: { type: id, tab: "home", text: "<@U1005>", channel: GENERAL, channel_type: "channel", tokens: {} },
      };
  }
}

const WAY = { command: "commands", action: "actions", view: "views", options: "views", event: "events" } as const;

it("everything is acknowledged, and what opens a window opens it, while Personio does not answer at all", async () => {
  const stage = await everything();
  const { slack, personio, id, company } = stage;
  const goOn = personio.pause();
  const people = company.slack.users.filter(({ profile }) => profile?.email !== undefined);
  for (const [at, heard] of everythingHeard().entries()) {
    const name = `${heard.kind} ${heard.id}`;
    // Each by somebody else, whom nothing is known of.
    const by = people[at % people.length]?.id ?? id("april");
    const who = { id: by, name: "somebody", team_id: slack.world.teamId };
    const asker = heard.kind === "command" ? { user_id: by, team_id: who.team_id } : { user: who };
    const way = heard.kind === "shortcut" ? (heard.type === "shortcut" ? "views" : "actions") : WAY[heard.kind];
    const payload = said(heard, slack.world.newTrigger(by, GENERAL));
    const event = "event" in payload ? { event: { ...payload.event, user: by } } : {};
    slack.world.views.splice(0);
    const { timedOut } = await slack.send(way, by, GENERAL, {
      ...payload,
      ...event,
      ...asker,
      team: { id: who.team_id },
    });
    expect(timedOut, name).toBe(false);
    if (OPENS.includes(name)) {
      await expect.poll(() => slack.world.views.filter(({ user }) => user === by).length, { message: name }).toBe(1);
    }
  }
  goOn();
}, 60_000);
