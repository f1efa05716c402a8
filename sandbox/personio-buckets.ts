type Rate = { persons: number; others: number; burst: number };

/** Personio's limits: a bucket an endpoint, whatever the ids in its path, refilled by the second. */
export function createBuckets(settings: { rate: Rate }, clock: () => Date) {
  const buckets = new Map<string, { tokens: number; at: number }>();

  /** Takes one token out of the bucket of a path; tells the headers that every answer carries. */
  return (path: string): { isEmpty: boolean; headers: Record<string, number> } => {
    const { persons, others, burst } = settings.rate;
    const rate = path.startsWith("/v2/persons") ? persons : others;
    const key = path
      .split("/")
      .map((part, index) => (index > 2 && /\d/.test(part) ? "{id}" : part))
      .join("/");
    const now = clock().getTime();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const left = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate) - 1;
    const isEmpty = left < 0;
    buckets.set(key, { tokens: isEmpty ? left + 1 : left, at: now });
    return {
      isEmpty,
      headers: {
        "x-ratelimit-replenish-rate": rate,
        "x-ratelimit-burst-capacity": burst,
        "x-ratelimit-requested-tokens": 1,
        "x-ratelimit-remaining": Math.max(0, Math.floor(left)),
      },
    };
  };
}
