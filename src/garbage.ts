import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often it is looked at, in milliseconds. */
export const GARBAGE_MS = 10_000;
const ENOUGH_BYTES = 2_000_000;
/** What one collection sets free, V8 gives back at one of the next. */
const IN_A_ROW = 3;

/**
 * Collects the garbage that V8 leaves lying where the machine has plenty of memory: forty of a hundred and fifty megabytes, for as long as
 * nothing needs them. That takes 30 ms of some looks; while nothing is asked, nothing is collected.
 *
 * @param collect what `node --expose-gc` gives; as a flag of the start it would make Node compile all of its own again
 * @param heapBytes what the heap takes, garbage and all
 * @returns a look at how much there is
 */
export function createGarbage(collect = exposed, heapBytes = () => getHeapStatistics().total_heap_size): () => void {
  let settled = 0;
  let more = 0;
  return () => {
    const taken = heapBytes();
    if (taken >= settled + ENOUGH_BYTES) more = IN_A_ROW;
    if (more > 0) collect();
    // Known once it is given back.
    settled = more > 0 ? Number.POSITIVE_INFINITY : Math.min(settled, taken);
    more = Math.max(0, more - 1);
  };
}

/** Made at the first need: it takes some milliseconds, which the start does without. */
let gc: (() => void) | undefined;

function exposed(): void {
  if (!gc) {
    setFlagsFromString("--expose-gc");
    gc = runInNewContext("gc") as () => void;
  }
  gc();
}
