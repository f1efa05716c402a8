import { Element } from "../elements/element.tsx";
import { Picture } from "./picture.tsx";
import type { BlockData, ElementData } from "./shapes.ts";
import { useSurface } from "./surface.tsx";
import { Text } from "./text.tsx";

type Props = { block: BlockData; blockId: string };

/** In messages and windows beneath the heading of the conversation or the window; App Home has none but the app's name. */
export function HeaderBlock({ block: { text } }: { block: BlockData }) {
  const Heading = useSurface().kind === "home" ? "h2" : "h3";
  return (
    <Heading className="header-block">
      <Text of={text} />
    </Heading>
  );
}

export function SectionBlock({ block: { text, fields = [], accessory }, blockId }: Props) {
  const isPicture = accessory?.type === "image";
  return (
    <div className={isPicture ? "section-block with-picture" : "section-block"}>
      <div className="section-text">
        {text && (
          <div className="text">
            <Text of={text} />
          </div>
        )}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block is drawn anew as a whole
              <div key={at}>
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="accessory">
          <Element element={accessory} blockId={blockId} />
        </div>
      )}
    </div>
  );
}

export function ContextBlock({ block: { elements = [] } }: { block: BlockData }) {
  return (
    <div className="context-block">
      {(elements as ElementData[]).map((element, at) =>
        element.type === "image" ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is drawn anew as a whole
          <Picture key={at} url={element.image_url} alt={element.alt_text ?? ""} className="context-image" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <span key={at}>
            <Text of={element as never} />
          </span>
        ),
      )}
    </div>
  );
}

export function ActionsBlock({ block: { elements = [] }, blockId }: Props) {
  return (
    <div className="actions-block">
      {(elements as ElementData[]).map((element, at) => (
        <Element key={element.action_id ?? at} element={element} blockId={blockId} />
      ))}
    </div>
  );
}

export function ImageBlock({ block: { title, image_url, slack_file, alt_text = "" } }: { block: BlockData }) {
  const url = image_url ?? (slack_file?.id && `/file/${slack_file.id}.png`);
  return (
    <figure className="image-block">
      {title && (
        <figcaption>
          <Text of={title} />
        </figcaption>
      )}
      {/* As in Slack, it opens in its full size. */}
      <a href={url} target="_blank" rel="noreferrer">
        <Picture url={url} alt={alt_text} className="image" />
      </a>
    </figure>
  );
}
