import { readable } from "./numbers.ts";

export type Line = { name: string; points: { x: number; y: number }[] };

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = 110;
const TOP = 44;
const BOTTOM = 46;
/** Told apart in light and dark, and by those who tell few colours apart. */
const COLOURS = ["#d55e00", "#0072b2", "#009e73", "#cc79a7"];
const STYLE = `text{font:12px sans-serif;fill:#24292f}.title{font-size:14px;font-weight:600}.grid{stroke:#d0d7de}.paper{fill:#fff}
@media(prefers-color-scheme:dark){text{fill:#d1d7e0}.grid{stroke:#3d444d}.paper{fill:#0d1117}}`;

/** Lines over the size of a company, as an SVG that stands alone; both axes are logarithmic. @throws when there is nothing to draw */
export function plotOf(title: string, unit: string, lines: readonly Line[]): string {
  const points = lines.flatMap((line) => line.points);
  const xs = [...new Set(points.map(({ x }) => x))].toSorted((a, b) => a - b);
  const ys = steps(points.map(({ y }) => y));
  const across = scale(xs, LEFT, WIDTH - RIGHT);
  const up = scale(ys, HEIGHT - BOTTOM, TOP);
  const place = ({ x, y }: { x: number; y: number }) => `${across(x).toFixed(1)},${up(y).toFixed(1)}`;
  const grid = [
    ...ys.map(
      (y) =>
        `<path class="grid" d="M${LEFT} ${up(y).toFixed(1)}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${(up(y) + 4).toFixed(1)}" text-anchor="end">${readable(y)}</text>`,
    ),
    ...xs.map(
      (x) =>
        `<path class="grid" d="M${across(x).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}"/><text x="${across(x).toFixed(1)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${readable(x)}</text>`,
    ),
  ];
  const drawn = lines.map(({ name, points }, at) => {
    const colour = COLOURS[at % COLOURS.length];
    const end = points.at(-1);
    const dots = points.map((point) => {
      const [cx, cy] = place(point).split(",");
      return `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${colour}"/>`;
    });
    const label = end && `<text x="${across(end.x) + 10}" y="${up(end.y) + 4}" style="fill:${colour}">${name}</text>`;
    return `<polyline points="${points.map(place).join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join("")}${label ?? ""}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>${STYLE}</style>
<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>
<text class="title" x="16" y="24">${title}</text>
<text x="${LEFT - 8}" y="${TOP - 8}" text-anchor="end">${unit}</text>
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">people in the company</text>
${[...grid, ...drawn].join("\n")}
</svg>
`;
}

/** 1, 2, 5, 10, 20 …: from the last below all values to the first above them. */
function steps(values: readonly number[]): number[] {
  const all = Array.from({ length: 40 }, (_, index) => ([1, 2, 5][index % 3] ?? 1) * 10 ** (Math.floor(index / 3) - 4));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const from = all.findLastIndex((step) => step <= least);
  const to = all.findIndex((step) => step >= most);
  if (values.length === 0 || from < 0 || to < 0) throw new Error("nothing to draw, or not on these axes");
  return all.slice(from, Math.max(to, from + 1) + 1);
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.log(values[0] ?? 1), Math.log(values.at(-1) ?? 1)];
  return (value) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from);
}
