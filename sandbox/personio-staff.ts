import type { EmploymentRecord, PersonioWorld } from "./personio-wire.ts";

/** What can be changed about somebody in the web app; `null`: none. `status` is that of the employment. */
export type PersonChanges = {
  email?: string | null;
  position?: string;
  teamId?: string | null;
  supervisorId?: string | null;
  workplaceId?: string | null;
  status?: EmploymentRecord["status"];
};

/**
 * Changes a person and their employment. What is not named stays. False when there is no such person.
 *
 * @param tell hears of each of the two that changed
 */
export function alterPerson(
  world: PersonioWorld,
  id: string,
  { email, status, ...rest }: PersonChanges,
  tell: (event: "person.updated" | "employment.updated", payload: { id: string; person: { id: string } }) => void,
): boolean {
  const person = world.persons.find((candidate) => candidate.id === id);
  if (!person) return false;
  const employment = world.employments.find(({ personId }) => personId === id);
  const isActive = status === undefined ? person.status : status === "INACTIVE" ? "INACTIVE" : "ACTIVE";
  const isOther = change(person, { email, status: isActive });
  if (isOther) tell("person.updated", { id, person: { id } });
  if (employment && change(employment, { ...rest, status }))
    tell("employment.updated", { id: employment.id, person: { id } });
  return true;
}

/** Sets what is named, takes away what is `null`, and says whether anything is different now. */
function change<T extends object>(record: T, changes: { [K in keyof T]?: T[K] | null | undefined }): boolean {
  const before = JSON.stringify(record);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) Reflect.deleteProperty(record, name);
    else if (value !== undefined) Reflect.set(record, name, value);
  }
  return JSON.stringify(record) !== before;
}
