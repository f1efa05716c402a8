import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

/**
 * Who may import whom, as CONTRIBUTING draws it: a room of `src/` and the rooms it may reach into. `(types)` allows `import type`
 * alone. A room that is not listed is a mistake.
 */
const MAY: Record<string, string[]> = {
  "app.ts": [
    "garbage.ts",
    "start.ts",
    "parts.ts (types)",
    "slack.ts",
    "config.ts",
    "secrets.ts",
    "log.ts",
    "metrics.ts",
    "doctor.ts",
    "about",
    "problems.ts",
  ],
  about: [
    "about",
    "config.ts (types)",
    "parts.ts",
    "log.ts",
    "domain",
    "personio (types)",
    "store",
    "commands",
    "texts",
    "views",
    "problems.ts",
  ],
  "doctor.ts": [
    "config.ts",
    "parts.ts",
    "domain",
    "personio (types)",
    "store",
    "commands",
    "texts",
    "views",
    "problems.ts",
  ],
  "start.ts": [
    "slack.ts",
    "server.ts",
    "health.ts",
    "requests.ts",
    "queues.ts",
    "bot.ts",
    "heard.ts",
    "parts.ts",
    "config.ts",
    "commands",
    "errands",
    "domain",
    "store",
    "problems.ts",
  ],
  "server.ts": ["domain (types)", "problems.ts"],
  "health.ts": ["server.ts (types)", "domain", "personio (types)", "store (types)", "problems.ts"],
  "metrics.ts": ["domain (types)"],
  "requests.ts": ["domain (types)"],
  "parts.ts": [
    "config.ts",
    "slack.ts (types)",
    "commands",
    "digests",
    "errands",
    "presence",
    "domain",
    "personio",
    "store (types)",
  ],
  "slack.ts": ["server.ts", "config.ts (types)", "log.ts", "commands", "domain (types)", "problems.ts"],
  "heard.ts": [],
  "garbage.ts": [],
  "traces.ts": [],
  "bot.ts": [
    "heard.ts (types)",
    "commands",
    "views",
    "problems.ts",
    "digests (types)",
    "errands (types)",
    "presence (types)",
    "personio (types)",
    "store (types)",
    "domain (types)",
  ],
  "config.ts": ["domain", "log.ts", "misspelt.ts"],
  "misspelt.ts": ["secrets.ts"],
  "secrets.ts": [],
  "log.ts": ["requests.ts", "domain (types)"],
  "problems.ts": ["requests.ts", "traces.ts", "domain", "views", "commands"],
  "kept.ts": ["domain"],
  "queues.ts": ["domain"],
  commands: [
    "commands",
    "views",
    "pictures",
    "texts",
    "domain",
    "kept.ts",
    "digests (types)",
    "errands (types)",
    "presence (types)",
    "personio (types)",
    "store (types)",
  ],
  digests: [
    "digests",
    "commands",
    "errands (types)",
    "views",
    "texts",
    "domain",
    "problems.ts",
    "personio (types)",
    "store (types)",
  ],
  errands: [
    "errands",
    "requests.ts",
    "server.ts",
    "digests (types)",
    "presence (types)",
    "commands",
    "views",
    "texts (types)",
    "domain",
    "problems.ts",
    "personio (types)",
    "store (types)",
  ],
  presence: [
    "presence",
    "commands",
    "config.ts (types)",
    "errands (types)",
    "views",
    "texts",
    "domain",
    "problems.ts",
    "store (types)",
  ],
  views: ["views", "texts (types)", "domain"],
  pictures: ["pictures", "views (types)", "texts (types)", "domain"],
  texts: ["texts", "domain"],
  personio: ["personio", "kept.ts", "domain"],
  store: ["store", "domain"],
  domain: ["domain"],
};

/** Packages that only some rooms know. */
const PACKAGES: Record<string, RegExp> = {
  domain: /^(date-fns(\/.*)?|@date-fns\/tz|chrono-node(\/.*)?|date-holidays)$/,
  texts: /^$/,
  views: /^(@slack\/types|zod)$/,
  pictures: /^(@resvg\/resvg-js|p-limit)$/,
  personio: /^(axios|zod|dataloader|lru-cache)$/,
  store: /^(kysely|libsql|pg|lru-cache)$/,
  "kept.ts": /^lru-cache$/,
  "metrics.ts": /^prom-client$/,
};

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".ts"),
);
const roomOf = (file: string) => file.split("/")[0] ?? file;

it.each(files)("src/%s imports only what its room may", (file) => {
  const room = roomOf(file);
  const may = MAY[room];
  expect(may, `${room} is no room of the house`).toBeDefined();
  for (const { from, typesOnly } of importsOf(file)) {
    if (from.startsWith(".")) {
      const other = roomOf(relative(".", normalize(join(dirname(file), from))));
      const allowed = may?.includes(other) || (typesOnly && may?.includes(`${other} (types)`));
      expect(allowed, `${file} imports ${from}`).toBe(true);
    } else if (!from.startsWith("node:") && PACKAGES[room]) {
      expect(from).toMatch(PACKAGES[room]);
    }
  }
});

it.each(files.filter((file) => file !== "app.ts"))("src/%s asks neither environment, clock nor timers", (file) => {
  const code = readFileSync(join(root, "src", file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  expect(code).not.toMatch(/process\.env|Date\.now\(|new Date\(\)|\bset(Timeout|Interval|Immediate)\(|Math\.random\(/);
});

it("keeps the sandbox out of the bot, and the bot out of the stand-ins", () => {
  const standIns = readdirSync(join(root, "sandbox"), { encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && file !== "demo-bot.ts",
  );
  expect(standIns.length).toBeGreaterThan(3);
  for (const file of standIns) {
    expect(readFileSync(join(root, "sandbox", file), "utf8"), file).not.toMatch(/from "\.\.\/src\//);
  }
  for (const file of files) expect(readFileSync(join(root, "src", file), "utf8"), file).not.toMatch(/sandbox\//);
});

function importsOf(file: string): { from: string; typesOnly: boolean }[] {
  const code = readFileSync(join(root, "src", file), "utf8");
  return [...code.matchAll(/^(import|export)( type)?[\s\S]*?from "([^"]+)";$/gm)].map(([, , type, from = ""]) => ({
    from,
    typesOnly: type !== undefined,
  }));
}
