import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createMetrics } from "../src/metrics.ts";
import { SECRETS } from "../src/secrets.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const runbook = read("docs/runbook.md");

/** What the bot writes into its log at warn and error. */
function warnings(): string[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  return files.flatMap((file) => {
    const code = read(join("src", file));
    return [...code.matchAll(/\blog(?:\??\.(?:warn|error)|\[[^\n]*"warn"[^\n]*\])\(/g)].flatMap(({ 0: call, index }) =>
      [...lastArgument(code.slice(index + call.length)).matchAll(/"((?:[^"\\]|\\.)+)"/g)].map(([, said = ""]) => said),
    );
  });
}

/** Of a call, whose arguments `code` begins with. */
function lastArgument(code: string): string {
  let [depth, from, quote] = [0, 0, ""];
  for (let at = 0; at < code.length; at++) {
    const letter = code[at] ?? "";
    if (quote) quote = letter === quote ? "" : quote;
    else if (/["'`]/.test(letter)) quote = letter;
    else if (/[([{]/.test(letter)) depth += 1;
    else if (letter === ")" && depth === 0) return code.slice(from, at);
    else if (/[)\]}]/.test(letter)) depth -= 1;
    // Not the one that Biome puts after the last argument.
    else if (letter === "," && depth === 0 && !/^,\s*\)/.test(code.slice(at))) from = at;
  }
  throw new Error("a call that does not end");
}

describe("docs/runbook.md", () => {
  it("says of each line of the log from warn on what it means", () => {
    const found = warnings();
    expect(found.length).toBeGreaterThan(30);
    const rows = runbook.split("\n").filter((line) => line.startsWith("| "));
    expect(found.filter((said) => !rows.some((row) => row.includes(`\`${said}\``)))).toEqual([]);
  });

  it("knows no line that the bot does not write", () => {
    const [, table = ""] = /## What the log says\n([\s\S]*?)\n## /.exec(runbook) ?? [];
    const named = [...table.matchAll(/^\| `([^|]+)` \|/gm)].flatMap(([, names = ""]) => names.split("`, `"));
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !warnings().includes(name))).toEqual([]);
  });

  it.each(SECRETS)("says how %s is replaced", (name) => {
    const [, table = ""] = /## A secret has to be replaced\n([\s\S]*?)\n##/.exec(runbook) ?? [];
    expect(table).toContain(`\`${name}\``);
  });
});

describe("docs/alerts.yml", () => {
  const rules: { alert: string; expr: string; labels: unknown; annotations: { summary: string; runbook: string } }[] =
    parse(read("docs/alerts.yml")).groups.flatMap((group: { rules: unknown[] }) => group.rules);

  it("asks for metrics and labels that the bot has", async () => {
    const metrics = createMetrics();
    metrics.request("/whosout", "ok", { ms: 1, ackMs: 1 });
    metrics.personioCall("GET", "/v2/persons", 200, 1);
    metrics.paceWait("/v2/persons", 1);
    metrics.kept("persons", "aged", 1);
    metrics.digestsDue(0);
    metrics.digest("sent");
    metrics.connection("connected");
    metrics.watchProcess();
    const page = await metrics.page();
    const series = page.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    for (const { alert, expr } of rules) {
      for (const [, name = "", labels = ""] of expr.matchAll(/\b((?:whosout|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)) {
        const keys = [...labels.matchAll(/(\w+)\s*(?:=|!=)~?/g)].map(([, key]) => key);
        const isThere = series.some((line) => line.startsWith(name) && keys.every((key) => line.includes(`${key}="`)));
        expect(isThere, `${name} of ${alert}`).toBe(true);
      }
    }
  });

  it("each alarm stands in the runbook, under the heading that it names", () => {
    expect(rules.length).toBeGreaterThan(5);
    for (const { alert, annotations } of rules) {
      expect(runbook).toContain(`### ${alert}\n`);
      expect(annotations.runbook).toMatch(new RegExp(`docs/runbook\\.md#${alert.toLowerCase()}$`));
      expect(annotations.summary).not.toBe("");
    }
    const headings = [...runbook.matchAll(/^### (Whosout\w+)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(rules.map(({ alert }) => alert));
  });
});
