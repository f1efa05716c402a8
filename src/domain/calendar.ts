/**
 * Days as people and Personio mean them: dates on a wall, without a zone.
 *
 * A `Day` is its ISO text, so days sort and compare as strings (`"2026-11-23" < "2026-11-24"`), and Slack's date pickers and
 * Personio's dates are the same text. Nothing here reads a clock: what the wall shows is asked for with `wallClock(now, zone)`.
 */

/** A date, `YYYY-MM-DD`. Only `toDay` makes one from foreign text. */
export type Day = `${number}-${number}-${number}`;

/** A time of day, `HH:MM` in 24 hours. */
export type Time = `${number}:${number}`;

/** Personio's own words for the two halves of a working day. */
export type Half = "FIRST_HALF" | "SECOND_HALF";

/** Half a day: `FIRST_HALF` is the morning, `SECOND_HALF` the afternoon. */
export type HalfDay = { day: Day; half: Half };

/** Days from `first` to `last`, both inside; `first <= last`. */
export type Span = { first: Day; last: Day };

/** What the time is. Handed down from the composition root; read once per request. */
export type Clock = () => Date;
