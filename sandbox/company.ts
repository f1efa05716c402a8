import { absencesOn, TYPES } from "./company-absences.ts";
import { attendancesOn } from "./company-hours.ts";
import { DEPARTMENTS, loginOf, PLACES, ROWS, TEAMS, ZONES } from "./company-people.ts";
import { addDays } from "./personio-days.ts";
import type { PersonioWorld } from "./personio-wire.ts";
import type { SlackChannel, SlackUser } from "./slack.ts";

/**
 * Morgenrot Instruments, a made-up company of forty in Berlin, München, Wien, London and at home, with absences that tell something.
 * Its people stand in `company-people.ts`, its story in `company-absences.ts`.
 */
const DOMAIN = "morgenrot.example";
/** Who has days for sick children. */
const PARENTS = ["jan", "katharina"];

/** The company on a day (`YYYY-MM-DD`), at some time: what is told of "today" is true then. */
export function createCompany(today: string, time = "12:00") {
  const people = ROWS.map((row, index) => {
    const [first_name, last_name, , , place] = row;
    return {
      row,
      first_name,
      last_name,
      place,
      id: String(1001 + index),
      login: loginOf(first_name, last_name, index),
    };
  });
  const personOf = (login: string) => {
    const person = people.find((candidate) => candidate.login === login);
    if (!person) throw new Error(`nobody is called ${login}`);
    return { id: person.id, zone: ZONES[person.place] };
  };
  const absencePeriods = absencesOn(today, personOf);
  const timekeepers = ["gerd", "anna", "clara", "quirin", "lena"].map((login) => personOf(login).id);

  const personio: PersonioWorld = {
    persons: people.map(({ id, login, first_name, last_name }) => ({
      id,
      first_name,
      last_name,
      ...(login !== "theo" && { email: `${login}@${DOMAIN}` }),
      ...(login === "bo" && { preferred_name: "Bo <b>*Bold*</b> & Söhne" }),
      status: login === "viktor" ? "INACTIVE" : "ACTIVE",
    })),
    employments: people.map(({ id, login, row: [, , position, team, place, boss, since] }) => {
      const startDate = since === "soon" ? addDays(today, 14) : since;
      return {
        id: `e0000000-0000-4000-8000-00000000${id}`,
        personId: id,
        status: login === "viktor" ? "INACTIVE" : startDate > today ? "ONBOARDING" : "ACTIVE",
        startDate,
        position,
        ...(boss && { supervisorId: personOf(boss).id }),
        ...(place !== "remote" && { workplaceId: PLACES[place].id }),
        teamId: TEAMS[team].id,
        departmentId: TEAMS[team].department.id,
        ...(login === "clara" && { weeklyHours: 32 }),
      };
    }),
    absenceTypes: structuredClone(Object.values(TYPES)),
    absencePeriods,
    attendancePeriods: attendancesOn({ today, time }, timekeepers, absencePeriods),
    orgUnits: [
      ...Object.values(TEAMS).map(({ id, name }) => ({ id, type: "team" as const, name })),
      ...Object.values(DEPARTMENTS).map(({ id, name }) => ({ id, type: "department" as const, name })),
    ],
    workplaces: structuredClone(Object.values(PLACES)),
    balances: people.flatMap(({ id, login }, index) => {
      const balance = login === "anna" ? 20.5 : 8 + ((index * 7) % 17);
      const available = login === "anna" ? 18.5 : balance - 4;
      const { vacation, childSick } = TYPES;
      const rest = { personId: id, name: vacation.name, category: vacation.category, balance, available };
      if (!PARENTS.includes(login)) return [rest];
      const { name, category } = childSick;
      return [rest, { personId: id, name, category, balance: 10, available: 9.5 }];
    }),
  };

  const members: SlackUser[] = people
    .filter(({ login }) => !["viktor", "theo", "ulla"].includes(login))
    .map(({ login, first_name, last_name, id, place }) => ({
      ...slackUser(`U${id}`, login, `${first_name} ${last_name}`),
      tz: ZONES[place],
      locale: ["gerd", "olaf", "lena"].includes(login) ? "de-DE" : "en-GB",
    }));
  const users: SlackUser[] = [
    ...members,
    slackUser("U2001", "carla", "Carla Contractor"),
    { ...slackUser("U2002", "guest", "Gus Guest"), is_restricted: true },
    { ...slackUser("U2003", "single", "Sina Single"), is_ultra_restricted: true },
    { ...slackUser("U2004", "robot", "Standup Robot"), is_bot: true },
    { ...slackUser("U2005", "viktor", "Viktor Gone"), deleted: true },
    { ...slackUser("U2006", "stranger", "Stella Stranger"), team_id: "T0OTHER", is_stranger: true },
    { ...slackUser("U2007", "unsure", "Una Sure"), is_email_confirmed: false, profile: { email: `gerd@${DOMAIN}` } },
    { ...slackUser("USLACKBOT", "slackbot", "Slackbot"), is_bot: false, profile: {} },
  ];
  const everybody = [...members.map(({ id }) => id), "U0WHOSOUT"];
  const channels: SlackChannel[] = [
    { id: "C0GENERAL", name: "general", members: everybody },
    { id: "C0DESIGN", name: "design", members: ["U1002", "U1005", "U1006", "U1007"] },
    {
      id: "C0BERLIN",
      name: "berlin",
      members: [...people.filter(({ place }) => place === "berlin").map(({ id }) => `U${id}`), "U0WHOSOUT"].filter(
        (id) => everybody.includes(id),
      ),
    },
    { id: "C0PRIVATE", name: "leads", is_private: true, members: ["U1001", "U1002", "U0WHOSOUT"] },
    { id: "C0SECRET", name: "surprise-party", is_private: true, members: ["U1005", "U1028"] },
    { id: "C0SHARED", name: "with-the-agency", is_shared: true, is_ext_shared: true, members: [...everybody, "U2006"] },
    { id: "C0PENDING", name: "with-the-lawyers", is_pending_ext_shared: true, members: everybody },
    { id: "C0OLD", name: "old-times", is_archived: true, members: everybody },
  ];
  /** Slack and Personio ids by login, for tests that read well. */
  const who = (login: string) => ({
    slackId: users.find(({ name }) => name === login)?.id ?? "",
    personId: people.find((person) => person.login === login)?.id ?? "",
  });
  return { today, personio, slack: { users, channels }, who, types: TYPES };
}

function slackUser(id: string, login: string, name: string): SlackUser {
  return {
    id,
    team_id: "T0WHOSOUT",
    name: login,
    real_name: name,
    deleted: false,
    tz: "Europe/Berlin",
    locale: "en-GB",
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    profile: {
      email: `${login}@${DOMAIN}`,
      real_name: name,
      display_name: login,
      image_192: `https://avatars.example/${id}.png`,
    },
  };
}
