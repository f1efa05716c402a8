import { useState } from "react";
import type { Person } from "../../../demo-wire.ts";
import { ask, useSnapshot } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { fitting } from "../elements/choices.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { Sheet } from "../parts/sheet.tsx";

/** Whose Slack this is, and a way to be somebody else. Two tabs of the browser can be two people. */
export function YouAre() {
  const { me } = useSnapshot();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="you-are"
        aria-haspopup="dialog"
        aria-label={`You are ${me.name}, ${me.about}. Be somebody else`}
        onClick={() => setOpen(true)}
      >
        <Avatar name={me.name} size={32} />
        <span>
          <small>You are</small>
          <strong>{me.name}</strong>
          <small>{me.about}</small>
        </span>
        <Icon name="down" size={16} />
      </button>
      {isOpen && <PeopleSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function PeopleSheet({ onClose }: { onClose: () => void }) {
  const { people, me } = useSnapshot();
  const [typed, setTyped] = useState("");
  const choices = people
    .filter(({ isBot }) => !isBot)
    .map((person) => ({ person, value: person.id, text: person.name, note: `${person.login} ${person.about}` }));
  const be = async (person: Person) => {
    onClose();
    const { error } = await ask({ do: "be", user: person.id });
    if (error === undefined) go({ as: person.id, channel: undefined, view: "messages" });
  };
  return (
    <Sheet title="Who do you want to be?" onClose={onClose}>
      <p className="faint">
        Each sees their own Slack, in their language and time zone. Open this page twice to be two people.
      </p>
      <input
        type="search"
        className="text-input"
        placeholder="Find a person"
        aria-label="Find a person"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className="people">
        {(fitting(choices, typed) as typeof choices).map(({ person }) => (
          <li key={person.id}>
            <button type="button" aria-current={person.id === me.id} onClick={() => void be(person)}>
              <Avatar name={person.name} size={36} />
              <span>
                <strong>{person.name}</strong>
                <small>{person.about}</small>
              </span>
              <small className="language">
                {languageOf(person)}
                <br />
                {person.zone.split("/").at(-1)?.replaceAll("_", " ")}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function languageOf({ locale }: Person): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(locale.split("-")[0] ?? "en") ?? locale;
}
