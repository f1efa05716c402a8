import { useId } from "react";
import type { Option } from "../blocks/shapes.ts";
import { useSurface } from "../blocks/surface.tsx";
import { Text } from "../blocks/text.tsx";
import { useConfirm } from "../windows/confirm.tsx";
import type { FieldProps } from "./element.tsx";
import { valuesIn } from "./holds.ts";

export function CheckboxesElement(props: FieldProps) {
  return <Ticks {...props} type="checkbox" />;
}

export function RadioButtonsElement(props: FieldProps) {
  return <Ticks {...props} type="radio" />;
}

function Ticks({ element, blockId, field, type }: FieldProps & { type: "checkbox" | "radio" }) {
  const surface = useSurface();
  const name = useId();
  const [dialog, isSure] = useConfirm(element.confirm);
  const { options = [] } = element;
  const ticked = valuesIn(surface.held(blockId, element));
  const choose = async ({ value }: Option) => {
    const others = ticked.filter((one) => one !== value);
    const now = type === "radio" ? value : others.length < ticked.length ? others : [...ticked, value];
    // Where nobody is asked first it holds at once: the browser would take the tick back while it waits.
    if (!element.confirm || (await isSure())) await surface.choose(blockId, element, now);
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
    <div
      className="ticks"
      role={type === "radio" ? "radiogroup" : "group"}
      aria-label={field.name}
      {...described(field)}
    >
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={type}
            name={name}
            checked={ticked.includes(option.value)}
            onChange={() => void choose(option)}
            aria-describedby={option.description ? `${name}${option.value}` : undefined}
          />
          <span>
            <Text of={option.text} />
            {option.description && (
              <small id={`${name}${option.value}`}>
                <Text of={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
      {dialog}
    </div>
  );
}

function described({ aria }: FieldProps["field"]) {
  const { "aria-describedby": by } = aria;
  return by ? { "aria-describedby": by } : {};
}
