/** All that a list of Slack's holds, page by page. */
export async function everyPage<T>(
  ask: (cursor: { cursor?: string }) => Promise<{ found: T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { found, next } = await ask(cursor ? { cursor } : {});
    all.push(...found);
    cursor = next;
  } while (cursor);
  return all;
}
