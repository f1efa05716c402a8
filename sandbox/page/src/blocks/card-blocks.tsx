import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { Element } from "../elements/element.tsx";
import { Icon } from "../parts/icons.tsx";
import { slackWords } from "../slack/words.ts";
import { Blocks } from "./blocks.tsx";
import { Picture } from "./picture.tsx";
import { Pieces } from "./rich-text.tsx";
import { type BlockData, idOfBlock, type Piece } from "./shapes.ts";
import { Text } from "./text.tsx";

export function CardBlock({ block, blockId }: { block: BlockData; blockId: string }) {
  const { hero_image, icon, title, subtitle, body, subtext, actions = [] } = block;
  return (
    <div className="card-block">
      {hero_image && <Picture url={hero_image.image_url} alt={hero_image.alt_text ?? ""} className="hero" />}
      <div className="card-head">
        {icon && <Picture url={icon.image_url} alt={icon.alt_text ?? ""} className="card-icon" />}
        <div>
          {title && (
            <div className="card-title">
              <Text of={title} />
            </div>
          )}
          {subtitle && (
            <div className="faint">
              <Text of={subtitle} />
            </div>
          )}
        </div>
      </div>
      {body && (
        <div>
          <Text of={body} />
        </div>
      )}
      {subtext && (
        <div className="faint">
          <Text of={subtext} />
        </div>
      )}
      {actions.length > 0 && (
        <div className="actions-block">
          {actions.map((element, at) => (
            <Element key={element.action_id ?? at} element={element} blockId={blockId} />
          ))}
        </div>
      )}
    </div>
  );
}

export function CarouselBlock({ block: { elements = [] }, path }: { block: BlockData; path: string }) {
  const { cards } = slackWords(useShown((snapshot) => snapshot.me));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="carousel-block" aria-label={cards} tabIndex={0}>
      {(elements as BlockData[]).map((card, at) => (
        <CardBlock key={card.block_id ?? at} block={card} blockId={idOfBlock(card, `${path}.${at}`)} />
      ))}
    </section>
  );
}

export function ContainerBlock({ block, path }: { block: BlockData; path: string }) {
  const { title, rich_text_title, subtitle, child_blocks = [], is_collapsible, default_collapsed = false } = block;
  const [isOpen, setOpen] = useState(!default_collapsed || !is_collapsible);
  const heading = rich_text_title ? (
    rich_text_title.elements.map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a block is drawn anew as a whole
      <Pieces key={at} pieces={part.elements as Piece[]} />
    ))
  ) : (
    <Text of={title} />
  );
  return (
    <div className="container-block">
      <div className="container-head">
        {is_collapsible ? (
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Icon name={isOpen ? "down" : "right"} size={14} /> {heading}
          </button>
        ) : (
          heading
        )}
        {subtitle && (
          <small>
            <Text of={subtitle} />
          </small>
        )}
      </div>
      {isOpen && <Blocks blocks={child_blocks} under={`${path}.`} />}
    </div>
  );
}
