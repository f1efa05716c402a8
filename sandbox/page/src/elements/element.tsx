import { Picture } from "../blocks/picture.tsx";
import type { ElementData } from "../blocks/shapes.ts";
import { Unknown } from "../blocks/unknown.tsx";
import { ButtonElement } from "./button.tsx";
import { MultiSelectElement } from "./multi-select.tsx";
import { OverflowElement } from "./overflow.tsx";
import { DatePickerElement, TimePickerElement } from "./pickers.tsx";
import { SelectElement } from "./select.tsx";
import { TextInputElement } from "./text-input.tsx";
import { CheckboxesElement, RadioButtonsElement } from "./ticks.tsx";

/** How a field is called, for who cannot see what stands at it; and where in a form it stands. */
export type FieldLook = {
  name: string;
  id?: string;
  isOptional: boolean;
  isInvalid: boolean;
  aria: { "aria-label"?: string; "aria-describedby"?: string; "aria-invalid"?: boolean; "aria-required"?: boolean };
};
export type FieldProps = { element: ElementData; blockId: string; field: FieldLook };

/** Any element of Block Kit. @param field of inputs; elsewhere it is called by its placeholder */
export function Element({
  element,
  blockId,
  field = bareField(element),
}: {
  element: ElementData;
  blockId: string;
  field?: FieldLook;
}) {
  const { type } = element;
  switch (type) {
    case "button":
    case "workflow_button":
      return <ButtonElement element={element} blockId={blockId} />;
    case "image":
      return <Picture url={element.image_url} alt={element.alt_text ?? ""} className="accessory-image" />;
    case "overflow":
      return <OverflowElement element={element} blockId={blockId} />;
    case "datepicker":
      return <DatePickerElement element={element} blockId={blockId} field={field} />;
    case "timepicker":
      return <TimePickerElement element={element} blockId={blockId} field={field} />;
    case "checkboxes":
      return <CheckboxesElement element={element} blockId={blockId} field={field} />;
    case "radio_buttons":
      return <RadioButtonsElement element={element} blockId={blockId} field={field} />;
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return <TextInputElement element={element} blockId={blockId} field={field} />;
    default:
      if (type.startsWith("multi_")) return <MultiSelectElement element={element} blockId={blockId} field={field} />;
      if (type.endsWith("_select")) return <SelectElement element={element} blockId={blockId} field={field} />;
      return <Unknown type={type} data={element} />;
  }
}

function bareField({ placeholder, type }: ElementData): FieldLook {
  const name = placeholder?.text ?? type.replaceAll("_", " ");
  return { name, isOptional: false, isInvalid: false, aria: { "aria-label": name } };
}
