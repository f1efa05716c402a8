/** How long it is still felt that something was ill. */
export const ILL_AFTERWARDS_MS = 60_000;

type What = "disk" | "slack" | "sleep";

/** When something else than a call went wrong, and until when. */
export function createIlls(now: () => number) {
  const ills: { what: What; from: number; to: number }[] = [];
  return {
    /** @param lastsMs until it is mended, when left out */
    begin: (what: What, lastsMs = Number.POSITIVE_INFINITY): void =>
      void ills.push({ what, from: now(), to: now() + lastsMs }),
    /** Whatever lasted is mended. */
    end: (): void => {
      for (const ill of ills) if (ill.to === Number.POSITIVE_INFINITY) ill.to = now() + ILL_AFTERWARDS_MS;
    },
    /** Whether it was so at some moment from one until another. */
    was: (what: What, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): boolean =>
      ills.some((ill) => ill.what === what && ill.from <= to && ill.to >= from),
  };
}
