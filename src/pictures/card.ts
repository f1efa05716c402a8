import { LOOKS, type Look, type Stretch } from "./bars.ts";
import { legendItem, legendLines } from "./legend.ts";
import { barOf, holiday } from "./marks.ts";
import { EDGE, HEAD, INK, INSIDE, LEGEND, PATTERNS, ROW, SIZE, WIDTH } from "./style.ts";
import { attributes, cut, tag, text, widthOf } from "./svg.ts";

/** A calendar of people and days, with every word that stands in it. */
export type Card = {
  title: string;
  subtitle: string;
  /** One entry a day, the first of them the leftmost. `head`: what stands over it, at the beginnings of weeks. */
  days: { number: string; isWeekend: boolean; isToday: boolean; head?: string }[];
  rows: {
    name: string;
    team?: string;
    bars: (Stretch & { look: Look; label: string; letter: string })[];
    /** Public holidays where they work, by their place among the days. */
    holidays: number[];
  }[];
  /** What the bars mean, in order. */
  legend: { look: Look; label: string; letter: string }[];
  /** The names of what is shaded or marked; those that are left out do not occur. */
  words: { halfDay?: string; weekend: string; holiday?: string; today?: string };
};

/** The card as SVG: light paper with a rim of its own, so that it reads alike in Slack's light and dark. */
export function drawCard(card: Card): string {
  const legend = legendLines(card);
  const rowsEnd = HEAD.end + card.rows.length * ROW.height;
  const height = rowsEnd + 14 + legend.length * LEGEND.line + 8;
  const cell = INSIDE / card.days.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Noto Sans">`,
    `<defs>${PATTERNS}<clipPath id="days"><rect ${attributes({ x: EDGE, y: 0, width: INSIDE, height })}/></clipPath></defs>`,
    tag("rect", {
      x: 1,
      y: 1,
      width: WIDTH - 2,
      height: height - 2,
      rx: 14,
      fill: INK.paper,
      stroke: INK.line,
      "stroke-width": 2,
    }),
    text(cut(card.title, SIZE.title, INSIDE), {
      x: EDGE,
      y: HEAD.title,
      size: SIZE.title,
      fill: INK.text,
      isBold: true,
    }),
    text(cut(card.subtitle, SIZE.text, INSIDE), { x: EDGE, y: HEAD.subtitle, size: SIZE.text, fill: INK.soft }),
    ...card.days.flatMap((day, at) => dayColumn(day, EDGE + at * cell, cell, rowsEnd)),
    ...card.rows.flatMap((row, at) => personRow(row, HEAD.end + at * ROW.height, cell)),
    ...legend.flatMap((items, line) => items.flatMap((item) => legendItem(item, rowsEnd + 14 + line * LEGEND.line))),
    "</svg>",
  ].join("\n");
}

function dayColumn({ number, isWeekend, isToday, head }: Card["days"][number], x: number, cell: number, end: number) {
  const column = { x, y: HEAD.numbers - 13, width: cell, height: end - HEAD.numbers + 13 };
  return [
    ...(isWeekend ? [tag("rect", { ...column, fill: INK.weekend })] : []),
    ...(head === undefined
      ? []
      : [
          tag("rect", { x, y: HEAD.weeks - 17, width: 1.5, height: end - HEAD.weeks + 17, fill: INK.line }),
          text(head, { x: x + 5, y: HEAD.weeks, size: SIZE.text, fill: INK.text, isBold: true }),
        ]),
    text(number, {
      x: x + cell / 2,
      y: HEAD.numbers,
      size: SIZE.small,
      fill: isToday ? INK.today : INK.soft,
      isBold: isToday,
      isCentred: true,
    }),
    ...(isToday
      ? [
          tag("rect", {
            ...column,
            x: x + 1,
            width: cell - 2,
            rx: 4,
            fill: "none",
            stroke: INK.today,
            "stroke-width": 2,
          }),
        ]
      : []),
  ];
}

function personRow(row: Card["rows"][number], y: number, cell: number): string[] {
  const top = y + ROW.bar;
  const name = cut(row.name, SIZE.text, INSIDE);
  const room = INSIDE - widthOf(name, SIZE.text, true) - 10;
  const team = row.team === undefined || room < 80 ? undefined : cut(row.team, SIZE.bar, room);
  return [
    text(name, { x: EDGE, y: y + ROW.name, size: SIZE.text, fill: INK.text, isBold: true, halo: INK.paper }),
    ...(team === undefined
      ? []
      : [
          text(team, {
            x: EDGE + INSIDE,
            y: y + ROW.name,
            size: SIZE.bar,
            fill: INK.soft,
            isAtEnd: true,
            halo: INK.paper,
          }),
        ]),
    tag("rect", { x: EDGE, y: top + ROW.barHeight + 4, width: INSIDE, height: 1, fill: INK.line }),
    ...row.holidays.flatMap((day) => holiday(EDGE + day * cell, top, cell)),
    '<g clip-path="url(#days)">',
    // What keeps somebody away lies over what does not.
    ...row.bars
      .toSorted((a, b) => LOOKS.indexOf(b.look) - LOOKS.indexOf(a.look))
      .flatMap((bar) => barOf(bar, top, cell)),
    "</g>",
  ];
}
