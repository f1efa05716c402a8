import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bounded, type Measure, reported } from "../figure.ts";
import { installed } from "../packages.ts";
import { ENDS_WHEN_ASKED, onStage, type Stage } from "../stage.ts";

const row = "size";
const LARGE_MB = 1;

/** What is installed to run the bot, and what of it is loaded until it is connected. */
export const measure: Measure = () =>
  onStage({ people: 50 }, async (stage) => {
    const packages = installed();
    const large = packages.filter(({ megabytes }) => megabytes > LARGE_MB);
    const unexplained = large.filter(({ reason }) => reason === undefined);
    const [hello, ours] = [await loadedBy(stage, "startHello"), await loadedBy(stage, "startBot")];
    return [
      {
        ...reported({
          row,
          what: `installed, ${packages.length} packages`,
          ours: { value: packages.reduce((sum, { megabytes }) => sum + megabytes, 0), unit: "MB" },
        }),
        notes: large.map(
          ({ name, megabytes, reason }) => `\`${name}\`, ${megabytes.toFixed(1)} MB: ${reason ?? "NO REASON GIVEN"}`,
        ),
      },
      bounded(
        {
          row,
          what: `packages over ${LARGE_MB} MB of which CONTRIBUTING gives no reason`,
          ours: { value: unexplained.length, unit: "packages" },
          isNoisy: false,
        },
        { atMost: 0 },
      ),
      reported({
        row,
        what: "modules loaded until connected",
        baseline: { what: "hello", value: hello.count, unit: "modules" },
        ours: { value: ours.count, unit: "modules" },
      }),
      reported({
        row,
        what: "code loaded until connected",
        baseline: { what: "hello", value: hello.megabytes, unit: "MB" },
        ours: { value: ours.megabytes, unit: "MB" },
      }),
    ];
  });

/** The files that V8 has compiled by the time the process ends, which it does as soon as it is connected. */
async function loadedBy(stage: Stage, start: "startBot" | "startHello"): Promise<{ count: number; megabytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), "whosout-bench-loaded-"));
  try {
    const running = await stage[start]({ args: ENDS_WHEN_ASKED, env: { NODE_V8_COVERAGE: folder } });
    await running.stop("SIGTERM");
    const files = readdirSync(folder).flatMap((name) => {
      const { result } = JSON.parse(readFileSync(join(folder, name), "utf8")) as { result: { url: string }[] };
      return result.flatMap(({ url }) => (url.startsWith("file:") ? [fileURLToPath(url)] : []));
    });
    const loaded = [...new Set(files)];
    return { count: loaded.length, megabytes: loaded.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
