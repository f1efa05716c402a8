/** Direct messages that come unasked, and that somebody may do without. What failed is always told. */
export const DIRECT_MESSAGES = ["confirmations", "decisions", "requests", "digests"] as const;
/**
 * `confirmations`: what I asked for stands in Personio · `decisions`: it was approved, rejected, changed or deleted there · `requests`:
 * one of my reports asks for time off · `digests`: a digest that I set up was paused
 */
export type DirectMessage = (typeof DIRECT_MESSAGES)[number];

/** What somebody chose of how the bot treats them. What is missing is as for everybody. */
export type Preferences = {
  /** The beginning of a locale, such as `de`; missing: as their Slack is set. */
  language?: string;
  /** What they do without. */
  muted?: DirectMessage[];
  /** Nobody is told that they are away because they were mentioned. */
  isUnannounced?: true;
};

/** Whether somebody wants to be written to about this. */
export function wants({ muted = [] }: Preferences, what: DirectMessage): boolean {
  return !muted.includes(what);
}
