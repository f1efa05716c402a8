import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Figure } from "./figure.ts";
import { type Line, plotOf } from "./plot.ts";
import { tableOf } from "./table.ts";

const here = (name: string) => new URL(name, import.meta.url);
const CHARTS = {
  latency: { title: "Warm /whosout: half of the answers are there after", unit: "ms" },
  memory: { title: "Resident memory", unit: "MB" },
} as const;

/** Writes what a whole run has measured: `results.json`, the plots, and the table in the README. */
export function publish(figures: readonly Figure[]): void {
  const [cpu] = cpus();
  const machine = { cpus: cpus().length, model: cpu?.model ?? "unknown", node: process.version };
  const date = new Date().toISOString().slice(0, 16).concat("Z");
  writeFileSync(here("results.json"), `${JSON.stringify({ date, machine, figures }, null, 2)}\n`);
  for (const [chart, { title, unit }] of Object.entries(CHARTS)) {
    writeFileSync(here(`${chart}.svg`), plotOf(title, unit, linesOf(figures, chart)));
  }
  const plots = Object.entries(CHARTS).map(([chart, { title }]) => `![${title}](${chart}.svg)\n`);
  const told = `${date}, ${machine.cpus} × ${machine.model}, Node ${machine.node}\n\n${tableOf(figures)}\n\n${plots.join("")}`;
  const readme = readFileSync(here("README.md"), "utf8");
  writeFileSync(here("README.md"), between(between(readme, "table", told), "packages", packagesOf(figures)));
}

function linesOf(figures: readonly Figure[], chart: string): Line[] {
  const lines = new Map<string, Line>();
  for (const { at, ours } of figures) {
    if (at?.chart !== chart) continue;
    const line = lines.get(at.line) ?? { name: at.line, points: [] };
    lines.set(at.line, line);
    line.points.push({ x: at.people, y: ours.value });
  }
  return [...lines.values()];
}

/** What the row about size notes; what others note is in `results.json`. */
function packagesOf(figures: readonly Figure[]): string {
  return figures.flatMap(({ row, notes = [] }) => (row === "size" ? notes.map((note) => `- ${note}\n`) : [])).join("");
}

/** A text with other words between `<!-- name -->` and `<!-- /name -->`. */
function between(text: string, name: string, words: string): string {
  const [before, , after] = text.split(new RegExp(`(?<=<!-- ${name} -->\n)([^]*)(?=<!-- /${name} -->)`));
  if (before === undefined || after === undefined) throw new Error(`the README has no place for ${name}`);
  return `${before}${words}${after}`;
}
