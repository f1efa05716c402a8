/**
 * Where the house writes down what it did: facts first, then one short sentence.
 * Facts are ids, kinds, paths, counts and durations; never a name, an address, a comment or a secret.
 */
export type Log = Record<
  "debug" | "info" | "warn" | "error",
  (facts: Record<string, unknown>, message: string) => void
>;
