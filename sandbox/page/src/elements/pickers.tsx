import type { KeyboardEvent } from "react";
import { useSurface } from "../blocks/surface.tsx";
import { useConfirm } from "../windows/confirm.tsx";
import type { FieldProps } from "./element.tsx";
import { useDraft } from "./use-draft.ts";

/** Browsers tell of every digit of a year; the bot need not hear of the year 2. */
const REST_MS = 350;
const isWhole = (value: string) => !/^0\d{3}-/.test(value);

export function DatePickerElement(props: FieldProps) {
  return <Picker {...props} type="date" />;
}

export function TimePickerElement(props: FieldProps) {
  return <Picker {...props} type="time" />;
}

/** The browser's own: it knows calendars, keyboards and phones. */
function Picker({ element, blockId, field, type }: FieldProps & { type: "date" | "time" }) {
  const surface = useSurface();
  const [dialog, confirmed] = useConfirm(element.confirm);
  const held = surface.held(blockId, element);
  const shown = typeof held === "string" ? held : "";
  const leave = async (value: string) => {
    // What was chosen once can only be changed, unless it is optional.
    if (value === "" ? !field.isOptional : !isWhole(value)) return;
    await new Promise<void>((resolve) =>
      confirmed(() => void surface.choose(blockId, element, value === "" ? null : value).then(() => resolve())),
    );
  };
  const draft = useDraft(shown, leave, REST_MS);
  return (
    <>
      <input
        {...field.aria}
        id={field.id}
        type={type}
        className={field.isInvalid ? "picker invalid" : "picker"}
        value={draft.value}
        title={element.placeholder?.text}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={draft.commit}
        onKeyDown={({ key }: KeyboardEvent) => key === "Enter" && draft.commit()}
      />
      {dialog}
    </>
  );
}
