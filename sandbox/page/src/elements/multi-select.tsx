import { useCombobox } from "downshift";
import { useRef, useState } from "react";
import { useSurface } from "../blocks/surface.tsx";
import { useSnapshot } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { slackWords } from "../slack/words.ts";
import { useConfirm } from "../windows/confirm.tsx";
import { ChoiceList, ChoiceText } from "./choice-list.tsx";
import { type Choice, choiceById, placeholderFor } from "./choices.ts";
import type { FieldProps } from "./element.tsx";
import { leaveEscape } from "./leave-escape.ts";
import { useChoices } from "./use-choices.ts";

/** A list to choose several things from; each stands in the field and can be taken out there. */
export function MultiSelectElement({ element, blockId, field }: FieldProps) {
  const surface = useSurface();
  const snapshot = useSnapshot();
  const words = slackWords(snapshot.me);
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const { max_selected_items: most = Number.POSITIVE_INFINITY } = element;

  const held = surface.held(blockId, element);
  const selected = (Array.isArray(held) ? held : []).map((one) =>
    typeof one === "string" ? choiceById(snapshot, one, []) : { value: one.value, text: one.text.text },
  );
  const isFull = selected.length >= most;
  const isChosen = ({ value }: Choice) => selected.some((one) => one.value === value);
  const [dialog, isSure] = useConfirm(element.confirm);
  const set = async (chosen: Choice[]) => {
    const values = chosen.map(({ value }) => value);
    if (await isSure()) await surface.choose(blockId, element, values);
  };
  const toggle = (choice: Choice) => {
    if (isChosen(choice)) void set(selected.filter(({ value }) => value !== choice.value));
    else if (!isFull) void set([...selected, choice]);
    setTyped("");
  };

  const [open, setOpen] = useState(false);
  const { choices, note } = useChoices(element, blockId, typed, open);
  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps } = useCombobox<Choice>({
    ...(field.id && { inputId: field.id }),
    items: choices,
    itemToString: (choice) => choice?.text ?? "",
    itemToKey: (choice) => choice?.value,
    selectedItem: null,
    inputValue: typed,
    isOpen: open,
    onIsOpenChange: ({ isOpen: opens }) => setOpen(opens),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && toggle(selectedItem),
    stateReducer: (_, { type, changes }) => {
      const { InputBlur, InputKeyDownEnter, ItemClick } = useCombobox.stateChangeTypes;
      if (type === InputBlur) return { ...changes, selectedItem: null };
      // It stays open for the next.
      return type === InputKeyDownEnter || type === ItemClick ? { ...changes, isOpen: true } : changes;
    },
  });

  return (
    <div className={field.isInvalid ? "select multi invalid" : "select multi"} ref={frame}>
      {selected.map((choice) => (
        <span className="pill" key={choice.value}>
          <ChoiceText choice={choice} />
          <button
            type="button"
            className="icon-button"
            aria-label={words.remove(choice.text)}
            onClick={() => {
              toggle(choice);
              input.current?.focus();
            }}
          >
            <Icon name="close" size={11} />
          </button>
        </span>
      ))}
      <input
        {...getInputProps({
          ref: input,
          "aria-labelledby": undefined,
          ...field.aria,
          onKeyDown: (event) => {
            leaveEscape(event, isOpen);
            const last = selected.at(-1);
            if (event.key === "Backspace" && typed === "" && last) toggle(last);
          },
          onBlur: () => setTyped(""),
          // At once: Downshift tells of it a moment too late for quick fingers.
          onChange: (event) => setTyped(event.currentTarget.value),
        })}
        className="unset"
        placeholder={selected.length > 0 ? "" : placeholderFor(snapshot, element)}
      />
      <ChoiceList
        isOpen={isOpen}
        by={frame}
        name={field.name}
        choices={choices}
        note={isFull ? words.atMost(most) : note}
        highlighted={highlightedIndex}
        isChosen={isChosen}
        getMenuProps={getMenuProps}
        getItemProps={getItemProps}
      />
      {dialog}
    </div>
  );
}
