import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

type Installed = { name: string; megabytes: number; reason: string | undefined };

/** The packages that the bot is installed with, the largest first; `reason`: what CONTRIBUTING says of them. */
export function installed(): Installed[] {
  const contributing = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: root, encoding: "utf8" });
  const folders = new Set(listed.trim().split("\n").slice(1));
  return [...folders]
    .map((folder) => {
      const name = relative(join(root, "node_modules"), folder);
      return { name, megabytes: sizeOf(folder) / 1e6, reason: reasonFor(name, contributing) };
    })
    .toSorted((a, b) => b.megabytes - a.megabytes);
}

/**
 * The reason in the line of CONTRIBUTING's table that names a package, be it as one that is asked for, or as one that comes along. Packages
 * for a system are named by what they have in common: `@libsql/…`.
 */
export function reasonFor(name: string, contributing: string): string | undefined {
  const names = [name, name.replace(/\/.*/, "/…")].map((one) => `\`${one}\``);
  const lines = contributing.split("\n").filter((line) => line.startsWith("| `"));
  const line =
    lines.find((one) => names.some((quoted) => one.split("|")[1]?.includes(quoted))) ??
    lines.find((one) => names.some((quoted) => one.includes(quoted)));
  return line?.split("|")[2]?.trim();
}

/** Of the files of a package, without the packages that lie in it: bytes. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? sum : sum + sizeOf(path);
    return sum + (entry.isFile() ? statSync(path).size : 0);
  }, 0);
}
