import { createContext, type ReactNode, type RefObject, useContext, useRef } from "react";

/** Where windows lie over a part of the page, and what lies beneath them. */
export type Layer = {
  place: RefObject<HTMLDivElement | null>;
  ground: RefObject<HTMLDivElement | null>;
  /** The windows that are open, the topmost last. */
  windows: HTMLElement[];
};

const LayerContext = createContext<Layer | undefined>(undefined);
const WholeContext = createContext<Layer | undefined>(undefined);

/**
 * A part of the page that windows can lie over. What lies beneath them is out of reach then; all other parts of the page go on, so that one
 * can break Personio while a form is open in Slack.
 *
 * @param className of what lies beneath
 * @param over a window that belongs here
 * @param isWhole whether it is the whole page, which windows of the page itself lie over
 */
export function Side({
  className,
  over,
  isWhole = false,
  lang,
  children,
}: {
  className: string;
  over?: ReactNode;
  isWhole?: boolean;
  /** The language that is spoken there. */
  lang?: string;
  children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const layer = useRef<Layer>({ place, ground, windows: [] }).current;
  const shown = (
    <LayerContext value={layer}>
      <div className="side" lang={lang}>
        <div className={className} ref={ground}>
          {children}
        </div>
        <div className="layer" ref={place}>
          {over}
        </div>
      </div>
    </LayerContext>
  );
  return isWhole ? <WholeContext value={layer}>{shown}</WholeContext> : shown;
}

/** The part of the page that one is in. */
export function useLayer(): Layer {
  return known(useContext(LayerContext));
}

/** The whole page. */
export function useWhole(): Layer {
  return known(useContext(WholeContext));
}

function known(layer: Layer | undefined): Layer {
  if (!layer) throw new Error("windows lie over a side of the page");
  return layer;
}

/** Only the topmost window can be reached; where there is none, the ground. */
export function settle({ ground, windows }: Layer): void {
  for (const one of windows) one.inert = one !== windows.at(-1);
  if (ground.current) ground.current.inert = windows.length > 0;
}
