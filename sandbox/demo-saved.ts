import * as z from "zod";
import { lostIn } from "./demo-references.ts";
import { SCOPES } from "./personio-settings.ts";
import type { PersonioWorld } from "./personio-wire.ts";
import type { SeenMessage, SlackChannel, SlackUser } from "./slack.ts";
import { complaintsAboutBlocks } from "./slack-surfaces.ts";

/** A saved world, as it is downloaded and opened again: JSON. */
const text = z.string().max(12_000);
const id = z.string().min(1).max(300);
const list = <T extends z.ZodType>(one: T) => z.array(one).max(10_000);
const flags = <const T extends readonly string[]>(names: T) =>
  Object.fromEntries(names.map((name) => [name, z.boolean().exactOptional()])) as Record<
    T[number],
    z.ZodExactOptional<z.ZodBoolean>
  >;

/** The last moment that the demo's clock can be turned to; from there it goes on. */
export const LATEST = new Date("2099-12-31T23:59:59Z");
const moment = z.iso
  .datetime()
  .refine((text) => /^20/.test(text) || text.startsWith("2100"), { error: "is too far away" });
const zone = id.refine((name) => isKnown(() => new Intl.DateTimeFormat("en", { timeZone: name })), {
  error: ({ input }) => `"${input}" is no time zone`,
});
const locale = id.refine((name) => isKnown(() => Intl.getCanonicalLocales(name)), {
  error: ({ input }) => `"${input}" is no language`,
});
/** A list in which no two have the same id. */
const listed = <T extends z.ZodType<{ id: string }>>(one: T, taken: string[] = []) =>
  list(one).superRefine((items, check) => {
    const seen = new Set(taken);
    for (const [at, { id }] of items.entries()) {
      if (seen.has(id))
        check.addIssue({ code: "custom", message: `there are two with the id ${id}`, path: [at, "id"] });
      seen.add(id);
    }
  });

const user: z.ZodType<SlackUser> = z.strictObject({
  id,
  team_id: id,
  name: id,
  real_name: id.exactOptional(),
  tz: zone.exactOptional(),
  locale: locale.exactOptional(),
  ...flags([
    "deleted",
    "is_bot",
    "is_admin",
    "is_owner",
    "is_primary_owner",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "is_email_confirmed",
  ]),
  profile: z.strictObject({
    email: id.exactOptional(),
    real_name: id.exactOptional(),
    display_name: id.exactOptional(),
    image_192: z.string().max(3000).exactOptional(),
    status_text: z.string().max(100).exactOptional(),
    status_emoji: z.string().max(100).exactOptional(),
    status_expiration: z.int().exactOptional(),
  }),
});
const channel: z.ZodType<SlackChannel> = z.strictObject({
  id,
  name: id,
  members: list(id),
  creator: id.exactOptional(),
  ...flags(["is_private", "is_archived", "is_shared", "is_ext_shared", "is_pending_ext_shared", "is_org_shared"]),
});
const message: z.ZodType<SeenMessage> = z.strictObject({
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/, { error: ({ input }) => `"${input}" is no time of a message` }),
  channel: id,
  to: id.exactOptional(),
  from: id.exactOptional(),
  text: z.string().max(40_000),
  // As Slack took them: what draws and presses them relies on it.
  blocks: z.array(z.unknown()).superRefine((blocks, check) => {
    const [complaint] = complaintsAboutBlocks(blocks);
    if (!complaint) return;
    const path = complaint.pointer.split("/").slice(2);
    check.addIssue({ code: "custom", message: `Slack does not take this: ${complaint.message}`, path });
  }),
  metadata: z.strictObject({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
  threadTs: z.string().exactOptional(),
  ...flags(["isEdited", "isDeleted"]),
});

const day = z.iso.date();
const half = z.strictObject({ day, half: z.enum(["FIRST_HALF", "SECOND_HALF"]) });
const time = z.string().regex(/^\d\d:\d\d$/);
const personio: z.ZodType<PersonioWorld> = z.strictObject({
  persons: listed(
    z.strictObject({
      id,
      email: id.exactOptional(),
      first_name: text,
      last_name: text,
      preferred_name: text.exactOptional(),
      status: z.enum(["ACTIVE", "INACTIVE"]),
    }),
  ),
  employments: listed(
    z.strictObject({
      id,
      personId: id,
      status: z.enum(["ACTIVE", "INACTIVE", "ONBOARDING", "LEAVE"]),
      startDate: day,
      endDate: day.exactOptional(),
      position: text,
      supervisorId: id.exactOptional(),
      workplaceId: id.exactOptional(),
      teamId: id.exactOptional(),
      departmentId: id.exactOptional(),
      weeklyHours: z.number().nullable().exactOptional(),
    }),
  ),
  absenceTypes: listed(z.strictObject({ id, name: text, category: text, unit: z.enum(["DAY", "HOUR"]) })),
  absencePeriods: listed(
    z.strictObject({
      id,
      personId: id,
      typeId: id,
      first: half,
      last: half.nullable(),
      times: z.strictObject({ from: time, to: time }).exactOptional(),
      timezoneId: zone.exactOptional(),
      status: text,
      comment: text.exactOptional(),
      substituteId: id.exactOptional(),
      isReadOnly: z.boolean().exactOptional(),
      updatedAt: id,
    }),
  ),
  attendancePeriods: listed(
    z.strictObject({
      id,
      personId: id,
      type: z.enum(["WORK", "BREAK"]),
      day,
      from: time,
      to: time.exactOptional(),
      status: z.enum(["PENDING", "CONFIRMED", "REJECTED"]),
      comment: text.exactOptional(),
    }),
  ),
  orgUnits: listed(z.strictObject({ id, type: z.enum(["team", "department"]), name: text })),
  workplaces: listed(z.strictObject({ id, name: text })),
  balances: list(
    z.strictObject({ personId: id, name: text, category: text, balance: z.number(), available: z.number() }),
  ),
});

/** The app's own id. */
const BOT = "U0WHOSOUT";
const SQLITE = Buffer.from("SQLite format 3\0").toString("base64").slice(0, 20);
const whole = z.strictObject({
  format: z.literal("whosout-demo"),
  version: z.literal(1),
  /** What the clock showed. */
  now: moment,
  slack: z.strictObject({
    users: listed(user, [BOT]).min(1, "there is nobody"),
    channels: listed(channel).min(1, "there is no channel"),
    messages: list(message),
    isDown: z.boolean(),
  }),
  personio,
  trouble: z.strictObject({
    latencyMs: z.int().min(0).max(30_000),
    isDown: z.boolean(),
    isLimited: z.boolean(),
    scopes: z.array(z.enum(SCOPES)),
  }),
  /** The bot's SQLite file, in base64. */
  store: z.base64().max(40_000_000).startsWith(SQLITE, "is no SQLite file"),
});
export type SavedWorld = z.infer<typeof whole>;
const saved = whole.superRefine((world, check) => {
  for (const { path, message } of lostIn(world, BOT)) check.addIssue({ code: "custom", message, path });
});

/** @throws with one sentence when it is no saved world */
export function readSaved(world: unknown): SavedWorld {
  const read = saved.safeParse(world);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join(".");
  throw new Error(`That is no world saved by this demo${where ? ` (${where}: ${issue?.message})` : ""}.`);
}

function isKnown(use: () => unknown): boolean {
  try {
    use();
    return true;
  } catch {
    return false;
  }
}
