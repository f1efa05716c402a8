import { lazy, Suspense } from "react";
import type { BlockData } from "./shapes.ts";

/** What reads it is large, and fetched when such a block comes. */
const MarkdownText = lazy(() => import("./markdown-text.tsx"));

export function MarkdownBlock({ block: { text } }: { block: BlockData }) {
  const markdown = typeof text === "string" ? text : (text?.text ?? "");
  return (
    <div className="markdown-block">
      <Suspense fallback={<p className="plain">{markdown}</p>}>
        <MarkdownText text={markdown} />
      </Suspense>
    </div>
  );
}
