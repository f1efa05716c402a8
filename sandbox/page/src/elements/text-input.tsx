import type { KeyboardEvent } from "react";
import { useSurface } from "../blocks/surface.tsx";
import type { FieldProps } from "./element.tsx";
import { useDraft } from "./use-draft.ts";

const KINDS: Record<string, "text" | "email" | "url"> = { email_text_input: "email", url_text_input: "url" };
/** For bots that want to hear of every character. */
const EACH_MS = 250;

export function TextInputElement({ element, blockId, field }: FieldProps) {
  const surface = useSurface();
  const { type, multiline = false, placeholder, max_length, dispatch_action_config } = element;
  const held = surface.held(blockId, element);
  const hearsEach = dispatch_action_config?.trigger_actions_on?.includes("on_character_entered") ?? false;
  const draft = useDraft(
    typeof held === "string" ? held : "",
    (value) => surface.choose(blockId, element, value === "" ? null : value),
    hearsEach ? EACH_MS : undefined,
  );
  const common = {
    ...field.aria,
    id: field.id,
    value: draft.value,
    placeholder: placeholder?.text ?? "",
    maxLength: max_length,
    className: field.isInvalid ? "text-input invalid" : "text-input",
    onChange: (event: { currentTarget: { value: string } }) => draft.change(event.currentTarget.value),
    onBlur: draft.commit,
  };
  const left = max_length === undefined ? undefined : max_length - draft.value.length;
  return (
    <div className="text-field">
      {multiline ? (
        <textarea {...common} rows={3} />
      ) : (
        <input
          {...common}
          type={KINDS[type] ?? "text"}
          inputMode={type === "number_input" ? "decimal" : undefined}
          onKeyDown={({ key }: KeyboardEvent) => key === "Enter" && draft.commit()}
        />
      )}
      {left !== undefined && left < 100 && <small className="characters-left">{left}</small>}
    </div>
  );
}
