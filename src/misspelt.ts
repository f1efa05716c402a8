import { SECRETS } from "./secrets.ts";

/** How many letters too many, too few or others make a name look like one of ours. */
const MOST_CHANGES = 2;
/** Shorter names are like too many others. */
const SHORTEST = 8;

/**
 * Variables that look like one of ours, misspelt: a setting that is passed over without a word could tell what it was meant to hide.
 * Where the one that is meant is set besides, it is somebody else's.
 *
 * @param names every variable that is read
 * @returns one sentence each; never with a value
 */
export function misspelt(env: Readonly<Record<string, string | undefined>>, names: readonly string[]): string[] {
  const files = SECRETS.map((name) => `${name}_FILE`);
  const known = new Set([...names, ...files]);
  const set = (name: string) => Boolean(env[name]?.trim());
  return Object.keys(env)
    .filter((name) => set(name) && !known.has(name))
    .flatMap((name) => {
      const plain = name.replace(/_FILE$/, "");
      if (plain !== name && names.includes(plain)) return `${name} is not read: set ${plain}, which is no secret.`;
      const meant = [...known].find(
        (one) => one.length >= SHORTEST && changes(name.toUpperCase(), one) <= MOST_CHANGES && !set(one),
      );
      return meant ? `${name} is no setting of Whosout. Is ${meant} meant? Rename it, or leave it out.` : [];
    });
}

/** How many letters have to be put in, taken out or changed to make one name of the other (Levenshtein's distance). */
function changes(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > MOST_CHANGES) return Number.POSITIVE_INFINITY;
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...from].entries()) {
    const line = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const [diagonal = 0, up = 0] = [above[column], above[column + 1]];
      line.push(Math.min(diagonal + (letter === other ? 0 : 1), up + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[to.length] ?? 0;
}
