import { LOOKS, type Look, type Stretch } from "./bars.ts";
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

/**
 * In units of which a phone shows 640 beside one another, on some 375 points: letters of 19 units have 11 points there. So names stand over
 * their days rather than beside them, and bars say in words what they are wherever there is room.
 */
const WIDTH = 640;
const EDGE = 16;
const INSIDE = WIDTH - 2 * EDGE;
const HEAD = { title: 40, subtitle: 66, weeks: 98, numbers: 116, end: 124 };
const ROW = { height: 58, name: 23, bar: 30, barHeight: 23 };
const LEGEND = { line: 32, swatch: 30, gap: 22 };
const SIZE = { title: 26, text: 19, bar: 17, small: 13 };

const INK = {
  text: "#1d1c1d",
  soft: "#545a63",
  line: "#c9ced6",
  paper: "#ffffff",
  weekend: "#e9ecf1",
  today: "#b3261e",
};
const HOLIDAY = { paper: "#fbe7c2", mark: "#8a5a00" };
/** Fill, edge and letters of each look; the fill of the last two is a pattern of `PATTERNS`. */
const COLOURS: Record<Look, { fill: string; edge: string; letters: string }> = {
  out: { fill: "#1264a3", edge: "#0b4a7a", letters: "#ffffff" },
  away: { fill: "#4a4f57", edge: "#2f3338", letters: "#ffffff" },
  remote: { fill: "url(#dots)", edge: "#1b6e4b", letters: "#0e4630" },
  requested: { fill: "url(#stripes)", edge: "#8f4a00", letters: "#5c2f00" },
};
const PATTERNS =
  '<pattern id="dots" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#dcf3e7"/><circle cx="2" cy="2" r="1.1" fill="#5fae8a"/><circle cx="6" cy="6" r="1.1" fill="#5fae8a"/></pattern>' +
  '<pattern id="stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff6ea"/><rect width="2.6" height="8" fill="#e9a65a"/></pattern>';

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

function holiday(x: number, y: number, width: number): string[] {
  const middle = { cx: x + width / 2, cy: y + ROW.barHeight / 2 };
  return [
    tag("rect", { x, y: y - 2, width, height: ROW.barHeight + 4, fill: HOLIDAY.paper }),
    tag("circle", { ...middle, r: 4, fill: HOLIDAY.mark }),
  ];
}

/** One that goes on outside of the picture is cut off there, rather than rounded. */
const OUTSIDE = 12;

function barOf(bar: Card["rows"][number]["bars"][number], y: number, cell: number): string[] {
  const { fill, edge, letters } = COLOURS[bar.look];
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
            ...((bar.look === "remote" || bar.look === "requested") && { halo: "#ffffff" }),
          }),
        ]),
  ];
}

type LegendItem = { kind: Look | keyof Card["words"]; letter?: string; label: string; x: number };

function legendLines({ legend, words }: Card): LegendItem[][] {
  const items = [
    ...legend.map(({ look, label, letter }) => ({ kind: look, label, letter })),
    ...(["halfDay", "weekend", "holiday", "today"] as const).flatMap((kind) => {
      const label = words[kind];
      return label === undefined ? [] : [{ kind, label }];
    }),
  ];
  const lines: LegendItem[][] = [[]];
  let x = EDGE;
  for (const item of items) {
    const label = cut(item.label, SIZE.bar, INSIDE - LEGEND.swatch - 8);
    const width = LEGEND.swatch + 8 + widthOf(label, SIZE.bar);
    if (x > EDGE && x + width > EDGE + INSIDE) {
      lines.push([]);
      x = EDGE;
    }
    lines.at(-1)?.push({ ...item, label, x });
    x += width + LEGEND.gap;
  }
  return lines;
}

function legendItem({ kind, label, letter, x }: LegendItem, y: number): string[] {
  const box = { x, y, width: LEGEND.swatch, height: ROW.barHeight };
  const words = text(label, { x: x + LEGEND.swatch + 8, y: y + 17.5, size: SIZE.bar, fill: INK.text });
  switch (kind) {
    case "weekend":
      return [tag("rect", { ...box, fill: INK.weekend, stroke: INK.line }), words];
    case "holiday":
      return [...holiday(x, y, LEGEND.swatch), words];
    case "today":
      return [tag("rect", { ...box, rx: 4, fill: "none", stroke: INK.today, "stroke-width": 2 }), words];
    case "halfDay": {
      const half = { y, height: ROW.barHeight, width: LEGEND.swatch / 2, fill: COLOURS.out.fill };
      return [tag("rect", { ...box, fill: INK.paper, stroke: INK.line }), tag("rect", { ...half, x }), words];
    }
    default: {
      const { fill, edge, letters } = COLOURS[kind];
      return [
        tag("rect", { ...box, rx: 5, fill, stroke: edge, "stroke-width": 1.5 }),
        text(letter ?? "", {
          x: x + LEGEND.swatch / 2,
          y: y + 17.5,
          size: SIZE.bar,
          fill: letters,
          isBold: true,
          isCentred: true,
          ...((kind === "remote" || kind === "requested") && { halo: "#ffffff" }),
        }),
        words,
      ];
    }
  }
}
