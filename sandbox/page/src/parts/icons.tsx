/** Small line drawings, each beside a text or a label that says the same. */
const PATHS = {
  hash: "M7 3 5.5 17M14.5 3 13 17M3 7.5h14.5M2.5 12.5H17",
  lock: "M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3",
  send: "M3 3.5 17.5 10 3 16.5 5.5 10zM5.5 10H11",
  plus: "M10 4v12M4 10h12",
  bolt: "M11 2 4 11.5h5L8 18l8-10h-5.5z",
  close: "m5 5 10 10M15 5 5 15",
  down: "m5 7.5 5 5 5-5",
  right: "m7.5 5 5 5-5 5",
  back: "m12.5 5-5 5 5 5",
  menu: "M3 5h14M3 10h14M3 15h14",
  clock: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 6v4.5l3 1.5",
  eye: "M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  check: "m4 10.5 4 4 8-9",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
  list: "M3 5h2M8 5h9M3 10h2M8 10h9M3 15h2M8 15h9",
  search: "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M12.5 12.5 17 17",
  warning: "M10 3 2 17h16zM10 8v4M10 14.5h.01",
  info: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M10 9v5M10 6.5h.01",
  globe: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M2.5 10h15M10 2.5c-5 5-5 10 0 15M10 2.5c5 5 5 10 0 15",
} as const;

export function Icon({ name, size = 18 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
