import { createInterface } from "node:readline";
import { openStore } from "../../src/store/open.ts";

/** A process of its own: opens the store of each line that it reads, and answers with `ok` or why not. */
for await (const url of createInterface(process.stdin)) {
  const answer = await openStore(url).then(
    async (store) => {
      await store.close();
      return "ok";
    },
    (error: unknown) => String(error),
  );
  process.stdout.write(`${answer}\n`);
}
