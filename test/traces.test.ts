import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { inSources } from "../src/traces.ts";
import { temporaryFolder } from "./whole-bot.ts";

/** A bot of two files, made as `build.js` makes ours: on one line, with a map beside it. */
async function built() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "src"));
  writeFileSync(
    join(folder, "src/app.ts"),
    `import { stumble } from "./stumble.ts";\n\nexport const walk = () => stumble();\n`,
  );
  writeFileSync(
    join(folder, "src/stumble.ts"),
    `/** Falls. */\nexport function stumble(): never {\n  throw new Error("fell");\n}\n`,
  );
  await build({
    entryPoints: [join(folder, "src/app.ts")],
    outdir: join(folder, "dist"),
    bundle: true,
    format: "esm",
    minifyWhitespace: true,
    sourcemap: true,
  });
  return pathToFileURL(join(folder, "dist/app.js")).href;
}

/** In a process of its own: this one tells its frames by maps of Vitest's. */
function framesIn(url: string): string[] {
  const script = `import(${JSON.stringify(url)}).then(({ walk }) => walk()).catch(({ stack }) => console.log(stack))`;
  const stack = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  return stack
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "));
}

it("tells where in the sources a frame of the built bot is", async () => {
  const frames = framesIn(await built());
  expect(frames[0]).toMatch(/dist\/app\.js:1:\d+/);
  expect(inSources(frames).slice(0, 2)).toEqual(["at stumble (src/stumble.ts:3:9)", "at walk (src/app.ts:3:27)"]);
});

it("leaves frames as they are that are of no file, or of one without a map", () => {
  const frames = [
    "at new Promise (<anonymous>)",
    "at node:internal/main/run_main_module:28:49",
    "at run (file:///nowhere/dist/app.js:1:20)",
    "at file://elsewhere/dist/app.js:1:20",
    "at file:///nowhere/dist/app.js",
    "at file://%.js:1:2)",
    "at /app/src/start.ts:12:3",
  ];
  expect(inSources(frames)).toEqual(frames);
});
