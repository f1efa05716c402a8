import type { FormEvent } from "react";
import { useAsking, useShown } from "../demo/demo.tsx";
import { fullName, type PersonRecord } from "./person-names.ts";

const STATUS = { ACTIVE: "active", ONBOARDING: "onboarding", LEAVE: "on leave", INACTIVE: "inactive" } as const;
type Status = keyof typeof STATUS;

/** What an administrator changes about somebody. */
export function PersonForm({ person, onDone }: { person: PersonRecord; onDone: () => void }) {
  const { persons, employments, orgUnits, workplaces } = useShown((snapshot) => snapshot.personio);
  const [isPending, asking] = useAsking();
  const employment = employments.find(({ personId }) => personId === person.id);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const field = (name: string) => String(data.get(name) ?? "").trim();
    const { error } = await asking({
      do: "alterPerson",
      personId: person.id,
      email: field("email") || null,
      ...(employment && {
        position: field("position"),
        teamId: field("team") || null,
        supervisorId: field("supervisor") || null,
        workplaceId: field("workplace") || null,
        status: field("status") as Status,
      }),
    });
    if (error === undefined) onDone();
  };

  return (
    <form className="plain-form" onSubmit={submit}>
      <label>
        E-mail
        <input type="email" name="email" className="text-input" defaultValue={person.email ?? ""} />
      </label>
      <p className="faint">The bot finds people in Personio by the address that they have in Slack.</p>
      {employment && (
        <>
          <label>
            Position
            <input name="position" className="text-input" required defaultValue={employment.position} />
          </label>
          <Choice
            name="team"
            label="Team"
            none="no team"
            value={employment.teamId}
            options={orgUnits.filter(({ type }) => type === "team").map(({ id, name }) => [id, name])}
          />
          <Choice
            name="supervisor"
            label="Supervisor"
            none="nobody"
            value={employment.supervisorId}
            options={persons
              .filter(({ id }) => id !== person.id)
              .map((one): [string, string] => [one.id, fullName(one)])
              .sort(([, a], [, b]) => a.localeCompare(b))}
          />
          <Choice
            name="workplace"
            label="Workplace"
            none="remote"
            value={employment.workplaceId}
            options={workplaces.map(({ id, name }) => [id, name])}
          />
          <label>
            Status
            <select name="status" className="native-select" defaultValue={employment.status}>
              {Object.entries(STATUS).map(([status, text]) => (
                <option key={status} value={status}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <button type="submit" className="button primary" disabled={isPending}>
        Save
      </button>
    </form>
  );
}

function Choice({
  name,
  label,
  none,
  value = "",
  options,
}: {
  name: string;
  label: string;
  /** What is said where there is none. */
  none: string;
  value: string | undefined;
  options: [id: string, name: string][];
}) {
  return (
    <label>
      {label}
      <select name={name} className="native-select" defaultValue={value}>
        <option value="">{none}</option>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
