import type { Look } from "./bars.ts";

/**
 * In units of which a phone shows 640 beside one another, on some 375 points: letters of 19 units have 11 points there. So names stand over
 * their days rather than beside them, and bars say in words what they are wherever there is room.
 */
export const WIDTH = 640;
export const EDGE = 16;
export const INSIDE = WIDTH - 2 * EDGE;
export const HEAD = { title: 40, subtitle: 66, weeks: 98, numbers: 116, end: 124 };
export const ROW = { height: 58, name: 23, bar: 30, barHeight: 23 };
export const LEGEND = { line: 32, swatch: 30, gap: 22 };
export const SIZE = { title: 26, text: 19, bar: 17, small: 13 };

export const INK = {
  text: "#1d1c1d",
  soft: "#545a63",
  line: "#c9ced6",
  paper: "#ffffff",
  weekend: "#e9ecf1",
  today: "#b3261e",
};
export const HOLIDAY = { paper: "#fbe7c2", mark: "#8a5a00" };
/** Fill, edge and letters of each look. Those whose fill is a pattern of `PATTERNS` have a rim around their letters, to be read on it. */
export const COLOURS: Record<Look, { fill: string; edge: string; letters: string; halo?: string }> = {
  out: { fill: "#1264a3", edge: "#0b4a7a", letters: "#ffffff" },
  away: { fill: "#4a4f57", edge: "#2f3338", letters: "#ffffff" },
  remote: { fill: "url(#dots)", edge: "#1b6e4b", letters: "#0e4630", halo: "#ffffff" },
  requested: { fill: "url(#stripes)", edge: "#8f4a00", letters: "#5c2f00", halo: "#ffffff" },
};
export const PATTERNS =
  '<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#dcf3e7"/><circle cx="2" cy="2" r="1.1" fill="#5fae8a"/><circle cx="6" cy="6" r="1.1" fill="#5fae8a"/></pattern>' +
  '<pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff6ea"/><rect width="2.6" height="8" fill="#e9a65a"/></pattern>';
