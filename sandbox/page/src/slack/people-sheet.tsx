import { useState } from "react";
import type { Person } from "../../../demo-wire.ts";
import { useSnapshot } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { localeOr } from "../demo/times.ts";
import { fitting } from "../elements/choices.ts";
import { Avatar } from "../parts/avatar.tsx";
import { FindPerson } from "../parts/find-person.tsx";
import { Sheet } from "../parts/sheet.tsx";

/** What makes somebody worth being: each sees something else. */
const WORTH = [/supervisor of/, /German/, /begins soon/, /not in Personio/, /^guest/, /one channel/, /not confirmed/];

/** Everybody that one can be. */
export function PeopleSheet({ onClose }: { onClose: () => void }) {
  const { people, me } = useSnapshot();
  const [typed, setTyped] = useState("");
  const choices = people
    .filter(({ isBot }) => !isBot)
    .map((person) => ({ person, value: person.id, text: person.name, note: `${person.login} ${person.about}` }));
  const worth = typed === "" ? worthBeing(choices.map(({ person }) => person)) : [];
  const be = (person: Person) => {
    onClose();
    go({ as: person.id, channel: undefined, view: "messages" });
  };
  const list = (persons: Person[]) => (
    <ul className="people">
      {persons.map((person) => (
        <li key={person.id}>
          <button type="button" aria-current={person.id === me.id} onClick={() => be(person)}>
            <Avatar name={person.name} />
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
  );
  return (
    <Sheet title="Who do you want to be?" onClose={onClose}>
      <p className="faint">
        Each has their own Slack, in their language and time zone. Open this page in two tabs to be two people.
      </p>
      <FindPerson typed={typed} onType={setTyped} />
      {worth.length > 0 && (
        <>
          <h3>People who see something different</h3>
          {list(worth)}
          <h3>Everybody</h3>
        </>
      )}
      {list((fitting(choices, typed) as typeof choices).map(({ person }) => person))}
    </Sheet>
  );
}

function worthBeing(people: readonly Person[]): Person[] {
  const found = WORTH.map((kind) => people.find(({ about }) => kind.test(about)));
  return [...new Set(found)].filter((person) => person !== undefined);
}

function languageOf({ locale }: Person): string {
  const [language = ""] = locale.split("-");
  return localeOr(language) === language
    ? (new Intl.DisplayNames("en", { type: "language" }).of(language) ?? locale)
    : `no such language: ${locale}`;
}
