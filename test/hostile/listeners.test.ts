import { expect, it } from "vitest";
import { type StatusStage, statusStage } from "../presence/stage.ts";
import { isLong } from "../runs.ts";
import { sqlitePlace } from "../store/places.ts";
import { GENERAL } from "../whole-bot.ts";
import { everythingHeard, type Heard, HOSTILE_TEXTS, HOSTILE_VALUES } from "./payloads.ts";

const HEARD = everythingHeard();
const STALE = "That button is from an older answer. Please ask again.";
/** Their value says nothing: they do what they are called. */
const WITHOUT_VALUE = /^(home_|time_off_request|status_|time_off_open_personio|time_off_(type|\w+Day)$|digest_preview)/;

type Sent = { kind: "commands" | "actions" | "views" | "events"; payload: Record<string, unknown> };

/** The ways in which something that is heard can be said with bad intentions. */
function attacksOn({ kind, id, type }: Heard, stage: StatusStage): Sent[] {
  const by = stage.id("april");
  const person = { id: by, name: "april", team_id: stage.slack.world.teamId };
  const base = { user: person, team: { id: person.team_id }, api_app_id: "A0", token: "x" };
  const trigger = () => stage.slack.world.newTrigger(by, GENERAL);
  const view = (callback: string, metadata: unknown, values: unknown) => ({
    id: "V0NONE",
    type: "modal",
    hash: "1.a",
    callback_id: callback,
    title: { type: "plain_text", text: "Window" },
    private_metadata: metadata,
    blocks: [],
    state: { values },
  });
  switch (kind) {
    case "command":
      return [...HOSTILE_TEXTS, undefined, 5, ["a", "b"]].map((text) => ({
        kind: "commands",
        payload: {
          command: id,
          text,
          user_id: by,
          team_id: person.team_id,
          channel_id: GENERAL,
          trigger_id: trigger(),
        },
      }));
    case "action":
      return HOSTILE_VALUES.flatMap((value): Sent[] => {
        const action = { type: "button", action_id: id, block_id: "b", value };
        const pressed = { type: "block_actions", ...base, trigger_id: trigger(), actions: [action] };
        const container = { type: "message", message_ts: "1.1", channel_id: GENERAL, is_ephemeral: true };
        const channel = { id: GENERAL, name: "general" };
        return [
          { kind: "actions", payload: { ...pressed, container, channel } },
          {
            kind: "views",
            payload: { ...pressed, container: { type: "view", view_id: "V0NONE" }, view: view("x", value ?? "", {}) },
          },
        ];
      });
    case "view":
      return HOSTILE_VALUES.flatMap((value): Sent[] =>
        statesWith(value).map((values) => ({
          kind: "views",
          payload: { type: "view_submission", ...base, trigger_id: trigger(), view: view(id, value, values) },
        })),
      );
    case "options":
      return HOSTILE_TEXTS.map((value) => ({
        kind: "views",
        payload: { type, ...base, action_id: id, block_id: "b", value, view: view("digest_form", "", {}) },
      }));
    case "shortcut":
      return [undefined, {}, { user: "\u0000" }, { user: "x".repeat(10_000) }, { user: 5 }, { text: "x" }].map(
        (message) => ({
          kind: type === "shortcut" ? "views" : "actions",
          payload: {
            type,
            callback_id: id,
            ...base,
            trigger_id: trigger(),
            channel: { id: GENERAL, name: "g" },
            message,
          },
        }),
      );
    case "event":
      return HOSTILE_VALUES.map((value) => ({
        kind: "events",
        payload: {
          type: "event_callback",
          team_id: person.team_id,
          event: { ...eventOf(id, value), type: id, user: by, channel: GENERAL, channel_type: "channel" },
        },
      }));
  }
}

/** What a form could say is filled in. */
function statesWith(value: unknown): unknown[] {
  const element = {
    value,
    selected_option: { value, text: { text: value } },
    selected_date: value,
    selected_user: value,
  };
  return [
    {},
    { language: { language: element }, messages: { messages: { selected_options: value } } },
    JSON.parse('{"__proto__":{"a":{"value":"x"}},"time_off_type":{"time_off_type":{"__proto__":{"value":"1"}}}}'),
  ];
}

function eventOf(id: string, value: unknown): Record<string, unknown> {
  if (id === "message") return { text: `<@U1002> ${JSON.stringify(value)}`, thread_ts: value, user_team: value };
  if (id === "tokens_revoked") return { tokens: { oauth: value } };
  if (id === "app_home_opened") return { tab: value, view: { hash: value } };
  return { value };
}

/** Resolves when the bot is done with what it heard. */
async function quiet(stage: StatusStage): Promise<void> {
  for (let still = 0, before = -1; still < 8; still++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = stage.slack.requests();
    if (now !== before) still = 0;
    before = now;
  }
}

it("nothing that is heard does anything, or breaks, whatever it is sent", async () => {
  const stage = await statusStage({ env: { AWAY_NOTICES: "true" } });
  const { slack, personio, id, folder, logged } = stage;
  const { query } = sqlitePlace(`${folder}/whosout.db`);
  const kept = async () => {
    const tables = (await query("select name from sqlite_master where type = 'table'")) as { name: string }[];
    return Promise.all(tables.map(async ({ name }) => [name, await query(`select * from "${name}"`)]));
  };
  await quiet(stage);
  const before = await kept();
  const by = id("april");
  for (const [at, heard] of HEARD.entries()) {
    const name = `${heard.kind} ${heard.id}`;
    // Each is tried by somebody; all by all, when there is time.
    const attacks = attacksOn(heard, stage).filter((_, index) => isLong || index % 6 === at % 6);
    slack.world.messages.splice(0);
    for (const { kind, payload } of attacks) {
      slack.world.views.splice(0);
      const trigger = "trigger_id" in payload ? { trigger_id: slack.world.newTrigger(by, GENERAL) } : {};
      const { timedOut } = await slack.send(kind, by, GENERAL, { ...payload, ...trigger });
      expect(timedOut, name).toBe(false);
    }
    await quiet(stage);
    expect(
      logged.filter((line) => line.includes('"level":"error"')),
      name,
    ).toEqual([]);
    const written = personio.takeCalls().filter(({ method, path }) => method !== "GET" && !path.startsWith("/v2/auth"));
    expect(written, name).toEqual([]);
    const { messages } = slack.world;
    expect(
      messages.filter(({ channel, to }) => channel === GENERAL && to === undefined),
      name,
    ).toEqual([]);
    if (heard.kind === "action" && !WITHOUT_VALUE.test(heard.id)) {
      expect(
        messages.map(({ text }) => text),
        name,
      ).toContain(STALE);
    }
  }
  expect(await kept()).toEqual(before);
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
}, 300_000);
