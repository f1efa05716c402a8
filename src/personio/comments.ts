/** They can hold medical facts, and nobody is shown them: what is not kept cannot get out. */
export function withoutComments<T extends { comment?: string }>(periods: readonly T[]): Omit<T, "comment">[] {
  return periods.map(({ comment: _, ...period }) => period);
}
