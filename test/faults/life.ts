import { AsyncLocalStorage } from "node:async_hooks";

/** What a process is to the rest of the world: it takes steps (calls of the network and the store), and at one of them it may end. */
export type Life = {
  isOver: boolean;
  steps: number;
  /** The step that it does not get through: what it asked for is carried out or not, and it never hears of it. */
  endsAt: number;
  /** Happens once, when it ends. */
  ended: () => void;
};

const lives = new AsyncLocalStorage<Life>();

/** Whose code runs now; undefined: that of the stand-ins, or of the test. */
export function lifeNow(): Life | undefined {
  return lives.getStore();
}

/** Everything that comes of `begin`, timers and answers included, belongs to the life. */
export function live<T>(life: Life, begin: () => T): T {
  return lives.run(life, begin);
}

/** A process that is killed: nothing of it is heard any more, and nothing of it goes on. */
export function end(life: Life): void {
  if (life.isOver) return;
  life.isOver = true;
  const { ended } = life;
  // Streams of Node's own remember whose they were: not all that this one held, too.
  life.ended = () => {};
  outside(ended);
}

/** One more step. @returns false when that was one too many */
export function step(life: Life): boolean {
  life.steps += 1;
  if (life.steps >= life.endsAt) end(life);
  return !life.isOver;
}

/** What comes of `begin` belongs to nobody: the network goes on, whoever dies. */
export function outside<T>(begin: () => T): T {
  return lives.exit(begin);
}
