import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that systems give away to whoever connects: one of these may be taken again before anybody listens on it. */
const [FIRST, LAST] = [20_000, 32_000];
const TRIES = 50;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(FIRST, LAST);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error("no port is free");
}
