import pg from "pg";

let inHand = 0;

// The driver tells nobody what it waits for. Listened to where all of it passes, whoever opened the store;
// by any arguments, since both are overloaded, and types of theirs fit no wrapper.
const prototype = pg.Client.prototype as unknown as Record<"connect" | "query", (...given: unknown[]) => unknown>;
for (const name of ["connect", "query"] as const) {
  const original = prototype[name];
  prototype[name] = function (this: unknown, ...given) {
    const last = given.at(-1);
    inHand += 1;
    const isDone = () => {
      inHand -= 1;
    };
    if (typeof last === "function") {
      given[given.length - 1] = (...told: unknown[]) => {
        isDone();
        return last(...told);
      };
      return original.apply(this, given);
    }
    const answer = original.apply(this, given);
    // What answers no promise (a cursor) is waited for by nobody here.
    if (!(answer instanceof Promise)) isDone();
    else void answer.then(isDone, isDone);
    return answer;
  };
}

/** Whether PostgreSQL, a process that this one cannot hurry, has still to answer something. */
export const isPostgresAsked = (): boolean => inHand > 0;
