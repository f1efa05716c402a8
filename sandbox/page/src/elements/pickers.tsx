import type { KeyboardEvent } from "react";
import { useSurface } from "../blocks/surface.tsx";
import { useShown } from "../demo/demo.tsx";
import { dayText, wallTimeText } from "../demo/times.ts";
import { slackWords } from "../slack/words.ts";
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

/** The browser's own: it knows calendars, keyboards and phones. Until somebody is at it, it reads in their language, as in Slack. */
function Picker({ element, blockId, field, type }: FieldProps & { type: "date" | "time" }) {
  const surface = useSurface();
  const me = useShown((snapshot) => snapshot.me);
  const [dialog, isSure] = useConfirm(element.confirm);
  const held = surface.held(blockId, element);
  const shown = typeof held === "string" ? held : "";
  const leave = async (value: string) => {
    // What was chosen once can only be changed, unless it is optional.
    if (value === "" ? !field.isOptional : !isWhole(value)) return;
    if (await isSure()) await surface.choose(blockId, element, value === "" ? null : value);
  };
  const draft = useDraft(shown, leave, REST_MS);
  return (
    <span className={field.isInvalid ? "picker-frame invalid" : "picker-frame"}>
      <input
        {...field.aria}
        id={field.id}
        type={type}
        className="picker"
        value={draft.value}
        onChange={(event) => draft.change(event.currentTarget.value)}
        onBlur={draft.commit}
        onKeyDown={({ key }: KeyboardEvent) => key === "Enter" && draft.commit()}
      />
      <span className={draft.value ? "picker-text" : "picker-text unset"} aria-hidden="true">
        {draft.value
          ? spoken(type, draft.value, me.locale)
          : (element.placeholder?.text ?? slackWords(me).select[type])}
      </span>
      {dialog}
    </span>
  );
}

function spoken(type: "date" | "time", value: string, locale: string): string {
  return type === "date" ? dayText(value, locale) : wallTimeText(value, locale);
}
