/** One person, by whatever the admin has of them: at most one of each, since two of a kind are two people. */
export type Named = { slackId?: string; email?: string; personId?: string };

/**
 * Reads how an admin names a person: `U012ABC`, `<@U012ABC>`, `@U012ABC`, `anna@example.com`, `1043` (Personio's number), or several of
 * these that mean the same person. Undefined: it cannot be read, or there are two of a kind.
 */
export function readNamed(words: readonly string[]): Named | undefined {
  const named: Named = {};
  for (const word of words) {
    const one = readOne(word);
    if (!one || Object.keys(one).some((kind) => kind in named)) return undefined;
    Object.assign(named, one);
  }
  return Object.keys(named).length > 0 ? named : undefined;
}

function readOne(word: string): Named | undefined {
  const plain = word
    .trim()
    .replace(/^<(?:@|mailto:)([^|<>]*)(?:\|[^<>]*)?>$/, "$1")
    .replace(/^@/, "");
  // A name such as "ulla" is none: ids have digits.
  if (/^[UW](?=[A-Z]*\d)[A-Z\d]{2,30}$/i.test(plain)) return { slackId: plain.toUpperCase() };
  if (/^\d{1,20}$/.test(plain)) return { personId: plain };
  if (plain.length <= 320 && /^[^\s@<>|]+@[^\s@<>|]+$/.test(plain)) return { email: plain.toLowerCase() };
  return undefined;
}
