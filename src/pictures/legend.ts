import type { Look } from "./bars.ts";
import type { Card } from "./card.ts";
import { holiday } from "./marks.ts";
import { COLOURS, EDGE, INK, INSIDE, LEGEND, ROW, SIZE } from "./style.ts";
import { cut, tag, text, widthOf } from "./svg.ts";

type LegendItem = { kind: Look | keyof Card["words"]; letter?: string; label: string; x: number };

/** What every look and mark means that occurs, in as many lines as it needs. */
export function legendLines({ legend, words }: Card): LegendItem[][] {
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

/** One of its items. @param y of the top of its line */
export function legendItem({ kind, label, letter, x }: LegendItem, y: number): string[] {
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
      const { fill, edge, letters, halo } = COLOURS[kind];
      return [
        tag("rect", { ...box, rx: 5, fill, stroke: edge, "stroke-width": 1.5 }),
        text(letter ?? "", {
          x: x + LEGEND.swatch / 2,
          y: y + 17.5,
          size: SIZE.bar,
          fill: letters,
          isBold: true,
          isCentred: true,
          ...(halo && { halo }),
        }),
        words,
      ];
    }
  }
}
