import "../digests/process.ts";

/** The same process, which tells how much it holds in memory, in bytes, whenever it is asked. Runs with `--expose-gc`. */
process.on("message", async () => {
  // What is only weakly held goes in the second round.
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  process.send?.(process.memoryUsage().heapUsed);
});
