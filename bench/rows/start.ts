import { compared, type Measure, reported } from "../figure.ts";
import { median } from "../numbers.ts";
import { onStage } from "../stage.ts";

const row = "start";

/** From the start of the process until Slack has its connection, in turn with hello; the database is there already, as at a restart. */
export const measure: Measure = ({ short }) =>
  onStage({ people: 500 }, async (stage) => {
    const taken = {
      hello: { ms: [] as number[], cpu: [] as number[] },
      ours: { ms: [] as number[], cpu: [] as number[] },
    };
    const tries = short ? 5 : 15;
    for (let one = 0; one <= tries; one++) {
      for (const name of ["hello", "ours"] as const) {
        const started = await (name === "hello" ? stage.startHello() : stage.startBot());
        // The first of each makes the database, and brings the files into memory.
        if (one > 0) {
          taken[name].ms.push(started.connectedAfter);
          taken[name].cpu.push(started.cpuUntilConnected);
        }
        await started.stop();
      }
    }
    const of = (which: "ms" | "cpu") => ({
      baseline: { what: "hello", value: median(taken.hello[which]), unit: "ms" as const },
      ours: { value: median(taken.ours[which]), unit: "ms" as const },
    });
    return [
      compared({ row, what: "until connected", ...of("ms") }, { atMost: 1.3 }),
      reported({ row, what: "of the processor until then", ...of("cpu") }),
    ];
  });
