import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { listen } from "../src/bot.ts";
import { VARIABLES } from "../src/config.ts";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const manifest = parse(read("manifest.yml"));

describe("manifest.yml", () => {
  it("is what Slack accepts", () => {
    // Slack's own schema: github.com/slackapi/manifest-schema, v0.5.0, MIT.
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(read("test/fixtures/manifest.schema.json")),
    );
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it("names the commands, shortcuts and events that the bot listens to, and no others", () => {
    const commands: string[] = [];
    const shortcuts: string[] = [];
    const events: string[] = [];
    // As much of an App as `listen` touches.
    const app = {
      use: () => {},
      action: () => {},
      view: () => {},
      options: () => {},
      event: (name: string) => events.push(name),
      command: (name: string) => commands.push(name),
      shortcut: ({ callback_id }: { callback_id: string }) => shortcuts.push(callback_id),
    };
    listen(app as never, {} as never);
    const { slash_commands, shortcuts: declared } = manifest.features;
    expect(commands.sort()).toEqual(slash_commands.map(({ command }: { command: string }) => command).sort());
    expect(shortcuts).toEqual(declared.map(({ callback_id }: { callback_id: string }) => callback_id));
    expect(events).toEqual(manifest.settings.event_subscriptions.bot_events);
  });

  it("explains every scope", () => {
    const lines = read("manifest.yml").split("\n");
    for (const scope of manifest.oauth_config.scopes.bot) {
      const line = lines.findIndex((text) => text.trim() === `- ${scope}`);
      expect(lines[line - 1], scope).toMatch(/^\s*# \S/);
    }
  });
});

it(".env.example lists every variable that the bot reads, in the same order, each with an explanation", () => {
  const example = read(".env.example");
  const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(listed).toEqual(VARIABLES);
  expect(example.split(/\n(?=\n)/).every((part) => !/^[A-Z_]+=/m.test(part) || /^# /m.test(part))).toBe(true);
});
