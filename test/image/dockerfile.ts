import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { basename, join } from "node:path";

export type Instruction = { name: string; words: string };

/** The instructions of our Dockerfile, continued lines joined. */
export function instructionsIn(text: string): Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, "")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", words = ""] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? [];
      return { name, words };
    });
}

/** Whether `.dockerignore` lets a file into the build; the last line that fits decides. Knows `*` and plain names, as ours has them. */
export function letsIn(ignore: string, path: string): boolean {
  let isIn = true;
  for (const line of ignore.split("\n").filter((one) => one !== "" && !one.startsWith("#"))) {
    const name = line.replace(/^!/, "");
    if (name === "*" || path === name || path.startsWith(`${name}/`)) isIn = line.startsWith("!");
  }
  return isIn;
}

/** `["node", "app.js"]` as it stands behind CMD. */
export function commandIn(words: string): string[] {
  return JSON.parse(words.replace(/^.*?CMD\s+/, ""));
}

/**
 * Carries out our Dockerfile without Docker, as far as it can be: each stage is a folder, `FROM` an empty one, and this machine's Node
 * takes the place of the image's. A path in an image is one below the folder of its stage.
 *
 * @param folder for the stages
 * @returns the folder of the last stage, and its environment
 */
export function build(root: string, folder: string): { image: string; env: Record<string, string> } {
  const ignore = readFileSync(join(root, ".dockerignore"), "utf8");
  const stages = new Map<string, string>();
  let stage = folder;
  let env: Record<string, string> = {};
  const inside = (path: string) => join(stage, path.startsWith("/") ? "" : "app", path);
  for (const { name, words } of instructionsIn(readFileSync(join(root, "Dockerfile"), "utf8"))) {
    if (name === "FROM") {
      const label = / AS (\w+)$/.exec(words)?.[1] ?? "last";
      stage = join(folder, label);
      stages.set(label, stage);
      env = {};
    } else if (name === "WORKDIR") mkdirSync(join(stage, words), { recursive: true });
    else if (name === "ENV") Object.assign(env, Object.fromEntries(words.split(/\s+/).map((pair) => pair.split("="))));
    else if (name === "RUN") {
      const { PATH = "", HOME = "" } = process.env;
      execFileSync("sh", ["-ec", words], {
        cwd: inside("."),
        // The packages are here already: the registry need not be asked about each.
        env: { PATH, HOME, npm_config_prefer_offline: "true", ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
    } else if (name === "COPY") {
      const from = /^--from=(\w+)\s+/.exec(words);
      const paths = words.slice(from?.[0].length ?? 0).split(/\s+/);
      const to = paths.pop() ?? "";
      for (const path of paths) {
        const origin = from?.[1] === undefined ? root : stages.get(from[1]);
        if (origin === undefined) throw new Error(`there is no stage ${from?.[1]}`);
        if (!from && !letsIn(ignore, path)) throw new Error(`.dockerignore leaves out ${path}, which is copied`);
        const source = join(origin, path);
        const isInto = to.endsWith("/") && statSync(source).isFile();
        const target = isInto ? join(inside(to), basename(path)) : inside(to);
        // Moved, as nobody else reads what another stage made: it is much.
        if (from) renameSync(source, target);
        else cpSync(source, target, { recursive: true, verbatimSymlinks: true });
      }
    }
  }
  return { image: stage, env };
}
