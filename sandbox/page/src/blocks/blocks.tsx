import { AlertBlock } from "./alert-block.tsx";
import { ActionsBlock, ContextBlock, HeaderBlock, ImageBlock, SectionBlock } from "./basic-blocks.tsx";
import { Boundary } from "./boundary.tsx";
import { CardBlock, CarouselBlock, ContainerBlock } from "./card-blocks.tsx";
import { DataTableBlock } from "./data-table-block.tsx";
import { InputBlock } from "./input-block.tsx";
import { MarkdownBlock } from "./markdown-block.tsx";
import { RichTextBlock } from "./rich-text.tsx";
import { type BlockData, idOfBlock, type RichPart } from "./shapes.ts";
import { Unknown } from "./unknown.tsx";

/** Blocks, one beneath another. @param under the path of the block that they stand in */
export function Blocks({ blocks, under = "" }: { blocks: readonly unknown[]; under?: string }) {
  return (blocks as BlockData[]).map((block, at) => {
    const path = `${under}${at}`;
    return (
      <Boundary
        key={block?.block_id ?? path}
        data={block}
        instead={() => <Unknown type={String(block?.type)} data={block} />}
      >
        <OneBlock block={block} path={path} />
      </Boundary>
    );
  });
}

function OneBlock({ block, path }: { block: BlockData; path: string }) {
  const blockId = idOfBlock(block, path);
  switch (block.type) {
    case "header":
      return <HeaderBlock block={block} />;
    case "section":
      return <SectionBlock block={block} blockId={blockId} />;
    case "divider":
      return <hr />;
    case "context":
      return <ContextBlock block={block} />;
    case "image":
      return <ImageBlock block={block} />;
    case "actions":
      return <ActionsBlock block={block} blockId={blockId} />;
    case "input":
      return <InputBlock block={block} blockId={blockId} />;
    case "rich_text":
      return <RichTextBlock elements={(block.elements ?? []) as RichPart[]} />;
    case "alert":
      return <AlertBlock block={block} />;
    case "table":
    case "data_table":
      return <DataTableBlock block={block} />;
    case "card":
      return <CardBlock block={block} blockId={blockId} />;
    case "carousel":
      return <CarouselBlock block={block} path={path} />;
    case "container":
      return <ContainerBlock block={block} path={path} />;
    case "markdown":
      return <MarkdownBlock block={block} />;
    default:
      return <Unknown type={block.type} data={block} />;
  }
}
