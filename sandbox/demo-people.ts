import type { Person } from "./demo-wire.ts";
import type { PersonioWorld } from "./personio-wire.ts";
import type { SlackUser } from "./slack.ts";

/** Everybody in Slack as the page lists them, and who they are in Personio, by the address of their profile. */
export function peopleOf(users: readonly SlackUser[], personio: PersonioWorld, today: string): Person[] {
  return users.map((user) => {
    const { id, name, real_name = name, profile, is_bot = false, locale = "en-GB", tz = "Europe/Berlin" } = user;
    const person = personio.persons.find(({ email }) => email !== undefined && email === profile.email);
    const isTheirs = person !== undefined && user.is_email_confirmed !== false;
    return {
      id,
      login: name,
      name: real_name,
      locale,
      zone: tz,
      about: aboutOf(user, isTheirs ? placeOf(person.id, personio, today) : undefined),
      ...(isTheirs && { personId: person.id }),
      ...statusIn(profile),
      isBot: is_bot,
    };
  });
}

function statusIn({ status_text = "", status_emoji = "" }: SlackUser["profile"]): Pick<Person, "status"> {
  return status_text === "" && status_emoji === "" ? {} : { status: { emoji: status_emoji, text: status_text } };
}

function aboutOf(user: SlackUser, place: string | undefined): string {
  const what = user.is_bot
    ? "a bot"
    : user.deleted
      ? "left the company"
      : user.is_stranger
        ? "of another company"
        : user.is_ultra_restricted
          ? "guest in one channel"
          : user.is_restricted
            ? "guest"
            : user.is_email_confirmed === false
              ? "address not confirmed"
              : (place ?? "not in Personio");
  return user.locale?.startsWith("de") ? `${what} · Slack in German` : what;
}

/** "Head of Product, supervisor of 13", "Product Designer, begins soon"; undefined for whom Personio has no employment of. */
function placeOf(personId: string, { employments }: PersonioWorld, today: string): string | undefined {
  const own = employments.find((employment) => employment.personId === personId);
  const reports = employments.filter(({ supervisorId, status }) => supervisorId === personId && status !== "INACTIVE");
  return (
    own &&
    [
      own.position,
      ...(own.startDate > today ? ["begins soon"] : []),
      ...(reports.length > 0 ? [`supervisor of ${reports.length}`] : []),
    ].join(", ")
  );
}
