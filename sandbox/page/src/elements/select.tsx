import { useCombobox } from "downshift";
import { useRef, useState } from "react";
import { useSurface } from "../blocks/surface.tsx";
import { useSnapshot } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { slackWords } from "../slack/words.ts";
import { useConfirm } from "../windows/confirm.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { type Choice, choiceById, choicesOf, placeholderFor } from "./choices.ts";
import type { FieldProps } from "./element.tsx";
import { leaveEscape } from "./leave-escape.ts";
import { useChoices } from "./use-choices.ts";

/** A list to choose one thing from, of whatever kind; typing narrows it. */
export function SelectElement({ element, blockId, field }: FieldProps) {
  const surface = useSurface();
  const snapshot = useSnapshot();
  const words = slackWords(snapshot.me);
  const frame = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [dialog, isSure] = useConfirm(element.confirm);
  const { choices, note } = useChoices(element, blockId, typed, open);

  const held = surface.held(blockId, element);
  const selected: Choice | null =
    held === undefined || Array.isArray(held)
      ? null
      : typeof held === "string"
        ? choiceById(snapshot, held, choices.length > 0 ? choices : choicesOf(element))
        : { value: held.value, text: held.text.text };
  const choose = async (value: string | null) => {
    if (await isSure()) await surface.choose(blockId, element, value);
  };
  const textOf = (choice: Choice | null) => choice?.text ?? "";

  const { isOpen, highlightedIndex, getInputProps, getMenuProps, getItemProps, getToggleButtonProps } =
    useCombobox<Choice>({
      ...(field.id && { inputId: field.id }),
      items: choices,
      itemToString: textOf,
      itemToKey: (choice) => choice?.value,
      selectedItem: selected,
      inputValue: open ? typed : textOf(selected),
      isOpen: open,
      onIsOpenChange: ({ isOpen: opens }) => {
        setOpen(opens);
        if (!opens) setTyped("");
      },
      onSelectedItemChange: ({ selectedItem }) => selectedItem && void choose(selectedItem.value),
      stateReducer: (state, { type, changes }) =>
        // Leaving it chooses nothing, and an Escape takes nothing away.
        type === useCombobox.stateChangeTypes.InputBlur || type === useCombobox.stateChangeTypes.InputKeyDownEscape
          ? { ...changes, selectedItem: state.selectedItem }
          : changes,
    });
  const mayClear = field.isOptional && selected !== null;

  return (
    <div className={field.isInvalid ? "select invalid" : "select"} ref={frame}>
      <input
        {...getInputProps({
          "aria-labelledby": undefined,
          ...field.aria,
          onKeyDown: (event) => leaveEscape(event, isOpen),
          onFocus: (event) => event.currentTarget.select(),
          // At once: Downshift tells of it a moment too late for quick fingers.
          onChange: (event) => setTyped(event.currentTarget.value),
        })}
        placeholder={selected?.text ?? placeholderFor(snapshot, element)}
        className={selected && !open ? "" : "unset"}
      />
      {mayClear && (
        <button type="button" className="icon-button" aria-label={words.clear} onClick={() => void choose(null)}>
          <Icon name="close" size={12} />
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        {...getToggleButtonProps({ tabIndex: -1, "aria-label": words.openList })}
      >
        <Icon name="down" size={14} />
      </button>
      <ChoiceList
        isOpen={isOpen}
        by={frame}
        name={field.name}
        choices={choices}
        note={note}
        highlighted={highlightedIndex}
        isChosen={({ value }) => value === selected?.value}
        getMenuProps={getMenuProps}
        getItemProps={getItemProps}
      />
      {dialog}
    </div>
  );
}
