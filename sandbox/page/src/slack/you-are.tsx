import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { PeopleSheet } from "./people-sheet.tsx";
import { StatusSign } from "./status.tsx";

/** Whose Slack this is, and a way to be somebody else. Two tabs of the browser can be two people. */
export function YouAre() {
  const me = useShown((snapshot) => snapshot.me);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="you-are"
        lang="en"
        aria-haspopup="dialog"
        title="Be somebody else"
        onClick={() => setOpen(true)}
      >
        <Avatar name={me.name} size={32} />
        <span>
          <small>You are</small>
          <strong>
            {me.name} <StatusSign of={me.id} />
          </strong>
          <small>{me.status?.text || me.about}</small>
        </span>
        <Icon name="down" size={16} />
      </button>
      {isOpen && <PeopleSheet onClose={() => setOpen(false)} />}
    </>
  );
}
