import type { UseComboboxPropGetters } from "downshift";
import type { RefObject } from "react";
import { Avatar } from "../parts/avatar.tsx";
import { Floating } from "../parts/floating.tsx";
import { Icon } from "../parts/icons.tsx";
import type { Choice } from "./choices.ts";

/** A list that opens by a field: its lines under the names of their groups, or why there are none. @param name of the field */
export function ChoiceList({
  isOpen,
  by,
  name,
  getMenuProps,
  ...lines
}: {
  isOpen: boolean;
  by: RefObject<HTMLElement | null>;
  name: string;
  getMenuProps: UseComboboxPropGetters<Choice>["getMenuProps"];
} & Lines) {
  return (
    <Floating isOpen={isOpen} by={by} {...getMenuProps({ "aria-label": name, "aria-labelledby": undefined })}>
      {isOpen && <ChoiceLines {...lines} />}
    </Floating>
  );
}

type Lines = {
  choices: readonly Choice[];
  note: string;
  highlighted: number;
  isChosen: (choice: Choice) => boolean;
  getItemProps: UseComboboxPropGetters<Choice>["getItemProps"];
};

function ChoiceLines({ choices, note, highlighted, isChosen, getItemProps }: Lines) {
  if (choices.length === 0) return <div className="choice-note">{note}</div>;
  return choices.map((choice, index) => (
    <div key={choice.value} role="presentation">
      {choice.group && choice.group !== choices[index - 1]?.group && <div className="choice-group">{choice.group}</div>}
      <div
        {...getItemProps({ item: choice, index, "aria-selected": isChosen(choice) })}
        className={index === highlighted ? "choice highlighted" : "choice"}
      >
        <ChoiceText choice={choice} />
        {isChosen(choice) && <Icon name="check" size={14} />}
      </div>
    </div>
  ));
}

export function ChoiceText({ choice: { text, note, kind } }: { choice: Choice }) {
  return (
    <>
      {kind === "person" && <Avatar name={text} size={20} />}
      {kind && kind !== "person" && <Icon name={kind === "private" ? "lock" : "hash"} size={14} />}
      <span className="choice-text">{text}</span>
      {note && <small>{note}</small>}
    </>
  );
}
