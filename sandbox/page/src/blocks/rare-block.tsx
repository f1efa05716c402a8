import { lazy, Suspense } from "react";
import type { BlockData } from "./shapes.ts";
import { Unknown } from "./unknown.tsx";

/**
 * Kinds that the bot does not send today, and that nobody presses: a library draws them, fetched when one comes. Everything else is
 * drawn here, for the library draws whole messages alone, has no callbacks and holds no state.
 */
const READ_ONLY = ["markdown", "video", "file", "plan", "task_card", "data_visualization"];

const LibraryBlock = lazy(() => import("./library-block.tsx"));

export function RareBlock({ block }: { block: BlockData }) {
  if (!READ_ONLY.includes(block.type)) return <Unknown type={block.type} data={block} />;
  return (
    <Suspense fallback={<p className="faint">…</p>}>
      <LibraryBlock block={block} />
    </Suspense>
  );
}
