import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import * as z from "zod";

const named = z.object({ name: z.string(), callback_id: z.string(), type: z.string(), description: z.string() });
const manifest = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z
      .object({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(false),
        messages_tab_read_only_enabled: z.boolean().default(true),
      })
      .prefault({}),
    slash_commands: z
      .array(
        z.object({
          command: z.string(),
          description: z.string(),
          usage_hint: z.string().default(""),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
    shortcuts: z.array(named).default([]),
  }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }).optional() }).prefault({}),
});

/** What Slack knows of the app, and shows of it to people. */
export type SlackApp = {
  name: string;
  /** Whether the app has a Home tab, and whether people can write to it. */
  hasHome: boolean;
  takesMessages: boolean;
  /** What it is told of by the Events API: `app_home_opened`, … */
  events: string[];
  /** `shouldEscape`: mentions and addresses in what is typed behind it are marked. */
  commands: { command: string; description: string; usageHint: string; shouldEscape?: boolean }[];
  /** Those that stand in the menu of the composer. */
  shortcuts: Shortcut[];
  /** Those that stand in the menu of a message. */
  messageShortcuts: Shortcut[];
};
type Shortcut = { callbackId: string; name: string; description: string };

/** The app as `manifest.yml` describes it. @throws when that is no manifest */
export function readManifest(path = join(import.meta.dirname, "..", "manifest.yml")): SlackApp {
  const { display_information, features, settings } = manifest.parse(parse(readFileSync(path, "utf8")));
  const { app_home, slash_commands, shortcuts } = features;
  const shortcutsOf = (kind: "global" | "message") =>
    shortcuts
      .filter(({ type }) => type === kind)
      .map(({ callback_id, name, description }) => ({ callbackId: callback_id, name, description }));
  return {
    name: display_information.name,
    hasHome: app_home.home_tab_enabled,
    takesMessages: app_home.messages_tab_enabled && !app_home.messages_tab_read_only_enabled,
    events: settings.event_subscriptions?.bot_events ?? [],
    commands: slash_commands.map(({ usage_hint, should_escape, ...rest }) => ({
      ...rest,
      usageHint: usage_hint,
      shouldEscape: should_escape,
    })),
    shortcuts: shortcutsOf("global"),
    messageShortcuts: shortcutsOf("message"),
  };
}
