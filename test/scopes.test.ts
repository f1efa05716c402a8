import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { SCOPES } from "../sandbox/personio-settings.ts";
import { ENDPOINTS } from "../src/personio/endpoints.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const code = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => read(join("src", file)))
  .join("\n");

describe("Slack", () => {
  const { bot, bot_optional } = parse(read("manifest.yml")).oauth_config.scopes;
  /** What Slack's page of a method asks for of a bot's token; what takes another token, or asks for nothing, needs no scope of the bot. */
  const NEEDS: Record<string, string[]> = {
    "auth.test": [],
    "auth.revoke": [],
    "apps.connections.open": [],
    "oauth.v2.access": [],
    "users.info": ["users:read"],
    "users.list": ["users:read"],
    "users.lookupByEmail": ["users:read.email"],
    "users.conversations": ["channels:read", "groups:read"],
    "users.profile.get": [],
    "users.profile.set": [],
    "conversations.info": ["channels:read", "groups:read"],
    "conversations.members": ["channels:read", "groups:read"],
    "conversations.join": ["channels:join"],
    // Only where the admin gave it: a comment in the manifest.
    "conversations.history": [],
    "chat.postMessage": ["chat:write"],
    "chat.postEphemeral": ["chat:write"],
    "chat.update": ["chat:write"],
    "chat.delete": ["chat:write"],
    "chat.getPermalink": [],
    "files.delete": ["files:write"],
    filesUploadV2: ["files:write"],
    "views.open": [],
    "views.push": [],
    "views.update": [],
    "views.publish": [],
  };
  const methods = new Set(
    [
      ...code.matchAll(
        /\.((?:admin|apps|auth|bookmarks|chat|conversations|dnd|emoji|files|oauth|pins|reactions|reminders|search|team|usergroups|users|views)(?:\.\w+)+|filesUploadV2)\(/g,
      ),
    ].map(([, method = ""]) => method),
  );

  it("is called by no method whose scope is not known here", () => {
    expect([...methods].sort()).toEqual(Object.keys(NEEDS).sort());
  });

  it("is asked for the scopes that these methods need, and for commands, and for no other", () => {
    const needed = new Set(["commands", ...[...methods].flatMap((method) => NEEDS[method] ?? [])]);
    expect([...bot].sort()).toEqual([...needed].sort());
    for (const scope of bot_optional) expect(bot).toContain(scope);
  });

  it("is not asked for anything in the name of who installs the app", () => {
    expect(parse(read("manifest.yml")).oauth_config.scopes).not.toHaveProperty("user");
  });
});

describe("Personio", () => {
  const scopesIn = (text: string) => [...new Set(text.match(/personio:[a-z-]+:[a-z]+/g))].sort();

  it("is asked for the scopes of README, which are those that the calls need", () => {
    const [, table = ""] = /\*\*2\. Personio\.\*\*([\s\S]*?)\*\*3\. Start/.exec(read("README.md")) ?? [];
    expect(scopesIn(table)).toEqual(scopesIn(JSON.stringify(ENDPOINTS)));
  });

  it("gives everything in these tests to who has those that the doctor looks for", () => {
    expect(scopesIn(read("src/doctor.ts"))).toEqual([...SCOPES].sort());
  });
});
