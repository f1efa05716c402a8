import { addDays, weekdayOf } from "./personio-days.ts";
import type { PeriodRecord, PersonioWorld } from "./personio-wire.ts";
import type { SlackChannel, SlackUser } from "./slack.ts";

/** Morgenrot Instruments, a made-up company of forty in Berlin, München, Wien and London, with absences that tell something. */
const DOMAIN = "morgenrot.example";

const TEAMS = {
  design: "4501",
  platform: "4502",
  mobile: "4503",
  sales: "4504",
  care: "4505",
  finance: "4506",
  people: "4507",
  workshop: "4508",
};
const DEPARTMENTS = { product: "401", business: "402", operations: "403" };
const PLACES = { berlin: "60301", münchen: "60302", wien: "60303", london: "60304" };
const ZONES = { berlin: "Europe/Berlin", münchen: "Europe/Berlin", wien: "Europe/Vienna", london: "Europe/London" };

type Row = [
  first: string,
  last: string,
  position: string,
  team: keyof typeof TEAMS,
  place: keyof typeof PLACES,
  boss: string,
  since: string,
];

/** In the order of their numbers, which begin at 1001; `boss` is the login of the supervisor. */
const ROWS: Row[] = [
  ["Ruth", "Hallström", "Managing Director", "people", "berlin", "", "2014-02-01"],
  ["Gerd", "Nowak", "Head of Product", "design", "berlin", "ruth", "2016-05-01"],
  ["Nadia", "El Amrani", "Head of Sales", "sales", "london", "ruth", "2017-09-01"],
  ["Olaf", "Brückner", "Head of Operations", "workshop", "münchen", "ruth", "2015-01-01"],
  ["Anna", "Berg", "Product Designer", "design", "berlin", "gerd", "2021-04-01"],
  ["Anna", "Bergmann", "UX Researcher", "design", "wien", "gerd", "2022-10-01"],
  ["Jörg", "Müller-Lüdenscheidt", "Illustrator*in", "design", "münchen", "gerd", "2019-03-01"],
  ["Siobhán", "O'Neill", "Platform Engineer", "platform", "london", "gerd", "2020-06-15"],
  ["Łukasz", "Wójcik", "Platform Engineer", "platform", "berlin", "gerd", "2018-08-01"],
  ["Gül", "Işık", "Site Reliability Engineer", "platform", "berlin", "gerd", "2023-01-09"],
  ["健", "佐藤", "Firmware Engineer", "platform", "münchen", "gerd", "2022-02-01"],
  ["Eleni", "Παπαδοπούλου", "Mobile Engineer", "mobile", "wien", "gerd", "2021-11-01"],
  ["Tom", "Fischer", "Mobile Engineer", "mobile", "berlin", "gerd", "2020-04-01"],
  ["Tom", "Fischer", "Account Manager", "sales", "london", "nadia", "2024-03-01"],
  ["Mira", "Holt", "Android Engineer", "mobile", "münchen", "gerd", "2019-07-01"],
  ["Jan", "de Vries", "Quality Engineer", "mobile", "berlin", "gerd", "2023-05-01"],
  ["April", "Smith", "Account Manager", "sales", "london", "nadia", "2022-06-01"],
  ["Ben", "Okafor", "Sales Engineer", "sales", "london", "nadia", "2021-02-01"],
  ["Clara", "Weiß", "Account Manager", "sales", "berlin", "nadia", "2018-10-01"],
  ["Dario", "Conti", "Partner Manager", "sales", "wien", "nadia", "2020-01-01"],
  ["Emma", "Lindqvist", "Customer Care", "care", "berlin", "nadia", "2023-09-01"],
  ["Felix", "Kraus", "Customer Care", "care", "berlin", "nadia", "2022-04-01"],
  ["Greta", "Vogel", "Customer Care", "care", "wien", "nadia", "2019-12-01"],
  ["Hassan", "Demir", "Customer Care", "care", "münchen", "nadia", "2021-08-01"],
  ["Ida", "Sørensen", "Controller", "finance", "berlin", "ruth", "2017-03-01"],
  ["Jonas", "Pfeiffer", "Accountant", "finance", "berlin", "ida", "2020-09-01"],
  ["Katharina", "von Thun", "Payroll Specialist", "finance", "wien", "ida", "2021-05-01"],
  ["Lena", "Hartmann", "HR Business Partner", "people", "berlin", "ruth", "2018-04-01"],
  ["Mo", "Salah", "Recruiter", "people", "london", "lena", "2022-11-01"],
  ["Nora", "Öztürk", "People Operations", "people", "münchen", "lena", "2023-03-01"],
  ["Otto", "Zimmermann", "Toolmaker", "workshop", "münchen", "olaf", "2014-09-01"],
  ["Paula", "Schäfer", "Optician", "workshop", "münchen", "olaf", "2016-02-01"],
  ["Quirin", "Huber", "Mechatronics Technician", "workshop", "münchen", "olaf", "2019-09-01"],
  ["Rosa", "Marchetti", "Calibration Engineer", "workshop", "münchen", "olaf", "2020-07-01"],
  ["Sun", "Li", "Optical Engineer", "workshop", "münchen", "olaf", "2022-08-01"],
  ["Theo", "X", "Apprentice", "workshop", "münchen", "olaf", "2025-09-01"],
  ["Ulla", "Friedrich", "Office Manager", "people", "berlin", "lena", "2015-06-01"],
  ["Bo", "Ek", "Instrument Builder", "workshop", "berlin", "olaf", "2021-01-01"],
  ["Viktor", "Gone", "Account Manager", "sales", "berlin", "nadia", "2016-01-01"],
  ["Wilma", "Neu", "Product Designer", "design", "berlin", "gerd", "2999-01-01"],
];

const TYPES = {
  vacation: { id: "a0000000-0000-4000-8000-000000000001", name: "Urlaub", category: "PAID_VACATION", unit: "DAY" },
  sick: { id: "a0000000-0000-4000-8000-000000000002", name: "Krankheit", category: "SICK_LEAVE", unit: "DAY" },
  childSick: { id: "a0000000-0000-4000-8000-000000000003", name: "Kind krank", category: "CHILD_CARE", unit: "DAY" },
  parental: {
    id: "a0000000-0000-4000-8000-000000000004",
    name: "Elternzeit",
    category: "MATERNITY_PARENTAL_LEAVE",
    unit: "DAY",
  },
  duty: { id: "a0000000-0000-4000-8000-000000000005", name: "Jury duty", category: "PUBLIC_DUTY", unit: "DAY" },
  remote: { id: "a0000000-0000-4000-8000-000000000006", name: "Home office", category: "OFFSITE_WORK", unit: "DAY" },
  unpaid: {
    id: "a0000000-0000-4000-8000-000000000007",
    name: "Unpaid leave",
    category: "UNPAID_VACATION",
    unit: "DAY",
  },
  doctor: { id: "a0000000-0000-4000-8000-000000000008", name: "Arzttermin", category: "OTHER", unit: "HOUR" },
  sabbatical: { id: "a0000000-0000-4000-8000-000000000009", name: "Sabbatical", category: "LONG_BREAK", unit: "DAY" },
} as const satisfies Record<string, PersonioWorld["absenceTypes"][number]>;

/** The company on a day (`YYYY-MM-DD`): what is told of "today" is true on that day. */
export function createCompany(today: string) {
  const people = ROWS.map(([first_name, last_name], index) => ({
    first_name,
    last_name,
    id: String(1001 + index),
    login: loginOf(first_name, last_name, index),
  }));
  const personOf = (login: string) => {
    const person = people.find((candidate) => candidate.login === login);
    if (!person) throw new Error(`nobody is called ${login}`);
    return person;
  };
  const departmentOf = (team: keyof typeof TEAMS) =>
    ["design", "platform", "mobile"].includes(team)
      ? "product"
      : ["sales", "care"].includes(team)
        ? "business"
        : "operations";

  const personio: PersonioWorld = {
    persons: people.map(({ id, login, first_name, last_name }) => ({
      id,
      first_name,
      last_name,
      ...(login !== "theo" && { email: `${login}@${DOMAIN}` }),
      ...(login === "bo" && { preferred_name: "Bo <b>*Bold*</b> & Söhne" }),
      status: login === "viktor" ? "INACTIVE" : "ACTIVE",
    })),
    employments: ROWS.map(([, , position, team, place, boss, since], index) => ({
      id: `e0000000-0000-4000-8000-00000000${String(1001 + index)}`,
      personId: String(1001 + index),
      status: people[index]?.login === "viktor" ? "INACTIVE" : since > today ? "ONBOARDING" : "ACTIVE",
      startDate: since.startsWith("2999") ? addDays(today, 14) : since,
      position,
      ...(boss && { supervisorId: personOf(boss).id }),
      workplaceId: PLACES[place],
      teamId: TEAMS[team],
      departmentId: DEPARTMENTS[departmentOf(team)],
    })),
    absenceTypes: Object.values(TYPES),
    absencePeriods: absences(today).map((told, index) => periodOf(told, index, today, (login) => personOf(login).id)),
    attendancePeriods: [
      {
        id: "d0000000-0000-4000-8000-000000000001",
        personId: personOf("anna").id,
        type: "WORK",
        day: today,
        from: "08:30",
        to: "12:30",
        status: "CONFIRMED",
      },
      {
        id: "d0000000-0000-4000-8000-000000000002",
        personId: personOf("anna").id,
        type: "BREAK",
        day: today,
        from: "12:30",
        to: "13:00",
        status: "CONFIRMED",
      },
      {
        id: "d0000000-0000-4000-8000-000000000003",
        personId: personOf("anna").id,
        type: "WORK",
        day: today,
        from: "13:00",
        status: "PENDING",
      },
    ],
    orgUnits: [
      ...Object.entries({
        Design: TEAMS.design,
        Platform: TEAMS.platform,
        Mobile: TEAMS.mobile,
        Sales: TEAMS.sales,
        "Customer Care": TEAMS.care,
        Finance: TEAMS.finance,
        "People & Culture": TEAMS.people,
        Workshop: TEAMS.workshop,
      }).map(([name, id]) => ({ id, type: "team" as const, name })),
      ...Object.entries({
        Product: DEPARTMENTS.product,
        Business: DEPARTMENTS.business,
        Operations: DEPARTMENTS.operations,
      }).map(([name, id]) => ({ id, type: "department" as const, name })),
    ],
    workplaces: [
      { id: PLACES.berlin, name: "Berlin" },
      { id: PLACES.münchen, name: "München" },
      { id: PLACES.wien, name: "Wien" },
      { id: PLACES.london, name: "London" },
    ],
    balances: [
      { personId: personOf("anna").id, name: "Urlaub", category: "PAID_VACATION", balance: 18.5, available: 14.5 },
    ],
  };

  const members: SlackUser[] = people
    .filter(({ login }) => !["viktor", "theo", "ulla"].includes(login))
    .map(({ login, first_name, last_name, id }, index) => ({
      ...slackUser(`U${id}`, login, `${first_name} ${last_name}`),
      tz: ZONES[ROWS[index]?.[4] ?? "berlin"],
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

/** First names, in plain letters; those who share one get their number. */
function loginOf(first: string, last: string, index: number): string {
  const plain: Record<string, string> = { Jörg: "joerg", Siobhán: "siobhan", Łukasz: "lukasz", Gül: "guel", 健: "ken" };
  const login = plain[first] ?? first.toLowerCase();
  const twins = ROWS.slice(0, index).filter(([other]) => other === first).length;
  return twins === 0 ? login : `${login}.${last.toLowerCase()}`;
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

type Told = {
  who: string;
  type: keyof typeof TYPES;
  /** Days from the Monday of this week. */
  from: number;
  /** Inclusive; `open`: nobody knows. */
  to: number | "open";
  half?: "morning" | "afternoon" | "from-noon" | "until-noon";
  times?: { from: string; to: string };
  status?: string;
  comment?: string;
};

/** The story, by days from the Monday of this week; `d` is today. */
function absences(today: string): Told[] {
  const d = weekdayOf(today) - 1;
  return [
    { who: "anna", type: "vacation", from: 0, to: 2, comment: "Family visit in Kiel" },
    { who: "anna", type: "vacation", from: 28, to: 39 },
    { who: "lukasz", type: "sick", from: d, to: d, comment: "Migraine again" },
    { who: "guel", type: "sick", from: -9, to: "open", comment: "Surgery, knee" },
    { who: "siobhan", type: "parental", from: -120, to: 245 },
    { who: "joerg", type: "vacation", from: d, to: 6 },
    { who: "ken", type: "remote", from: 0, to: 4 },
    { who: "eleni", type: "doctor", from: d, to: d, times: { from: "09:00", to: "11:30" }, comment: "Dentist" },
    { who: "mira", type: "vacation", from: d, to: d, half: "morning" },
    { who: "jan", type: "childSick", from: d, to: d, half: "afternoon" },
    { who: "april", type: "vacation", from: d + 1, to: d + 4 },
    { who: "ben", type: "duty", from: 2, to: 3 },
    { who: "clara", type: "vacation", from: 0, to: 1, half: "from-noon" },
    { who: "clara", type: "sick", from: 2, to: 2 },
    { who: "greta", type: "unpaid", from: -21, to: 11 },
    { who: "hassan", type: "sabbatical", from: -40, to: 60 },
    { who: "emma", type: "vacation", from: 3, to: 4, status: "PENDING", comment: "Concert" },
    { who: "tom", type: "vacation", from: 7, to: 11, status: "SUBSTITUTE_REQUESTED" },
    { who: "felix", type: "vacation", from: 1, to: 4, status: "DELETION_PENDING" },
    { who: "dario", type: "vacation", from: 0, to: 4, status: "REJECTED" },
    { who: "viktor", type: "vacation", from: 0, to: 11 },
    { who: "paula", type: "doctor", from: 3, to: 3, times: { from: "14:00", to: "15:30" } },
    { who: "bo", type: "vacation", from: 7, to: 13 },
    { who: "rosa", type: "vacation", from: -14, to: -8 },
    { who: "nora", type: "remote", from: d, to: d },
    { who: "lena", type: "vacation", from: 21, to: 41 },
    { who: "quirin", type: "vacation", from: 8, to: 10, half: "until-noon" },
  ];
}

function periodOf(told: Told, index: number, today: string, idOf: (login: string) => string): PeriodRecord {
  const monday = addDays(today, 1 - weekdayOf(today));
  const { half, times, comment } = told;
  return {
    id: `b0000000-0000-4000-8000-0000000000${String(index).padStart(2, "0")}`,
    personId: idOf(told.who),
    typeId: TYPES[told.type].id,
    first: {
      day: addDays(monday, told.from),
      half: half === "afternoon" || half === "from-noon" ? "SECOND_HALF" : "FIRST_HALF",
    },
    last:
      told.to === "open"
        ? null
        : {
            day: addDays(monday, told.to),
            half: half === "morning" || half === "until-noon" ? "FIRST_HALF" : "SECOND_HALF",
          },
    ...(times && { times }),
    status: told.status ?? "APPROVED",
    ...(comment && { comment }),
    updatedAt: `${addDays(today, -5)}T09:00:00Z`,
  };
}
