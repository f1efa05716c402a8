import type { Card } from "./card.ts";
import { COLOURS, EDGE, HOLIDAY, INSIDE, ROW, SIZE } from "./style.ts";
import { tag, text, widthOf } from "./svg.ts";

/** What lies on the days of a row, and once more in the legend. */

/** A day that is a public holiday where somebody works. */
export function holiday(x: number, y: number, width: number): string[] {
  const middle = { cx: x + width / 2, cy: y + ROW.barHeight / 2 };
  return [
    tag("rect", { x, y: y - 2, width, height: ROW.barHeight + 4, fill: HOLIDAY.paper }),
    tag("circle", { ...middle, r: 4, fill: HOLIDAY.mark }),
  ];
}

/** One that goes on outside of the picture is cut off there, rather than rounded. */
const OUTSIDE = 12;

/** An absence, with its reason where there is room, else a letter of it. */
export function barOf(bar: Card["rows"][number]["bars"][number], y: number, cell: number): string[] {
  const { fill, edge, letters, halo } = COLOURS[bar.look];
  const from = Math.max(EDGE - OUTSIDE, EDGE + (bar.from * cell) / 2 + 1);
  const to = Math.min(EDGE + INSIDE + OUTSIDE, EDGE + (bar.to * cell) / 2 - 1);
  const [left, right] = [Math.max(EDGE, from), Math.min(EDGE + INSIDE, to)];
  const room = right - left - 8;
  const said = [bar.label, bar.letter].find(
    (one) => widthOf(one, SIZE.bar, true) <= room + (one === bar.letter ? 6 : 0),
  );
  return [
    tag("rect", {
      x: from,
      y,
      width: Math.max(2, to - from),
      height: ROW.barHeight,
      rx: 5,
      fill,
      stroke: edge,
      "stroke-width": 1.5,
    }),
    ...(said === undefined
      ? []
      : [
          text(said, {
            x: said === bar.label && said.length > 1 ? left + 6 : (left + right) / 2,
            y: y + 17.5,
            size: SIZE.bar,
            fill: letters,
            isBold: true,
            isCentred: said !== bar.label || said.length === 1,
            ...(halo && { halo }),
          }),
        ]),
  ];
}
