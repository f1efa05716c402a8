import { useId } from "react";
import { useShown } from "../demo/demo.tsx";
import { Element, type FieldLook } from "../elements/element.tsx";
import { Icon } from "../parts/icons.tsx";
import { inTheirWords, slackWords } from "../slack/words.ts";
import type { BlockData } from "./shapes.ts";
import { useSurface } from "./surface.tsx";
import { Unknown } from "./unknown.tsx";

/** A field with its label above, and beneath it what is wrong, and the hint. */
export function InputBlock({ block, blockId }: { block: BlockData; blockId: string }) {
  const id = useId();
  const surface = useSurface();
  const me = useShown((snapshot) => snapshot.me);
  const { label, hint, optional = false, element } = block;
  if (!element) return <Unknown type="input" data={block} />;
  const fault = surface.fault(blockId);
  const name = label?.text ?? "";
  const notes = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean).join(" ");
  const field: FieldLook = {
    name,
    id,
    isOptional: optional,
    isInvalid: fault !== undefined,
    aria: {
      ...(notes && { "aria-describedby": notes }),
      ...(fault !== undefined && { "aria-invalid": true }),
      ...(!optional && { "aria-required": true }),
    },
  };
  const isGroup = element.type === "checkboxes" || element.type === "radio_buttons";
  const shown = (
    <>
      {name}
      {optional && <span className="optional"> {slackWords(me).optional}</span>}
    </>
  );
  return (
    <div className="input-block" data-block={blockId}>
      {isGroup ? (
        <p className="label" aria-hidden="true">
          {shown}
        </p>
      ) : (
        <label className="label" htmlFor={id}>
          {shown}
        </label>
      )}
      <Element element={element} blockId={blockId} field={field} />
      {fault !== undefined && (
        <p className="fault" id={`${id}-fault`} role="alert">
          <Icon name="warning" size={15} /> {inTheirWords(me, fault)}
        </p>
      )}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint.text}
        </p>
      )}
    </div>
  );
}
