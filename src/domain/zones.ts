import { isTimeZone } from "./calendar.ts";
import { foldName } from "./person.ts";

/**
 * What the tz database calls today what many a Node still lists under an older name ("Asia/Calcutta"): of its `zone.tab`, the names that
 * `Intl.supportedValuesOf` leaves out. `test/domain/zones.test.ts` compares.
 */
const RENAMED = [
  "Africa/Asmara",
  "America/Argentina/Buenos_Aires",
  "America/Argentina/Catamarca",
  "America/Argentina/Cordoba",
  "America/Argentina/Jujuy",
  "America/Argentina/Mendoza",
  "America/Atikokan",
  "America/Indiana/Indianapolis",
  "America/Kentucky/Louisville",
  "America/Nuuk",
  "Asia/Ho_Chi_Minh",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Yangon",
  "Atlantic/Faroe",
  "Europe/Kyiv",
  "Pacific/Chuuk",
  "Pacific/Kanton",
  "Pacific/Pohnpei",
];

/** Each zone of this machine by its current name, and the name under which it is listed. Made when somebody looks for one. */
let zones: ReadonlyMap<string, string> | undefined;

function allZones(): ReadonlyMap<string, string> {
  const renamed = new Map(RENAMED.filter(isTimeZone).map((name) => [listedName(name), name]));
  return new Map([...Intl.supportedValuesOf("timeZone"), "UTC"].map((zone) => [renamed.get(zone) ?? zone, zone]));
}

/** The zones whose name holds what was typed, in any spelling: "kathmandu", "Ho Chi Minh", "são paulo". In order of their names. */
export function zonesCalled(typed: string): string[] {
  const wanted = spoken(typed);
  zones ??= allZones();
  return [...zones]
    .filter((names) => names.some((name) => spoken(name).includes(wanted)))
    .map(([zone]) => zone)
    .sort();
}

/** The name under which this machine lists a zone. */
function listedName(zone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
}

function spoken(name: string): string {
  return foldName(name.replace(/[_-]/g, " "));
}
