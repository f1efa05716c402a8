import type { Figure } from "./figure.ts";
import { readable } from "./numbers.ts";

/** The figures as a table of Markdown, its columns in line. */
export function tableOf(figures: readonly Figure[]): string {
  const head = ["row", "what", "baseline", "ours", "ratio", "goal", "holds"];
  const rows = figures.map(({ row, what, baseline, ours, ratio, goal, holds, tries }) => [
    row,
    what,
    baseline ? `${readable(baseline.value)} ${baseline.unit} (${baseline.what})` : "–",
    `${readable(ours.value)} ${ours.unit}`,
    ratio === undefined ? "–" : `${readable(ratio)}×`,
    goal,
    `${goal === "report" ? "–" : holds ? "yes" : "**NO**"}${tries === undefined ? "" : ` (try ${tries})`}`,
  ]);
  const widths = head.map((name, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? name).length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
