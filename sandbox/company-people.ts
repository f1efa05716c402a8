/** Who works at Morgenrot Instruments, and where. */
export const DEPARTMENTS = {
  product: { id: "401", name: "Product" },
  business: { id: "402", name: "Business" },
  operations: { id: "403", name: "Operations" },
};
const { product, business, operations } = DEPARTMENTS;
export const TEAMS = {
  design: { id: "4501", name: "Design", department: product },
  platform: { id: "4502", name: "Platform", department: product },
  mobile: { id: "4503", name: "Mobile", department: product },
  sales: { id: "4504", name: "Sales", department: business },
  care: { id: "4505", name: "Customer Care", department: business },
  finance: { id: "4506", name: "Finance", department: operations },
  people: { id: "4507", name: "People & Culture", department: operations },
  workshop: { id: "4508", name: "Workshop", department: operations },
};
export const PLACES = {
  berlin: { id: "60301", name: "Berlin" },
  münchen: { id: "60302", name: "München" },
  wien: { id: "60303", name: "Wien" },
  london: { id: "60304", name: "London" },
};
/** Where people live by the wall clock; who works remotely belongs to no place of the company. */
export const ZONES = {
  berlin: "Europe/Berlin",
  münchen: "Europe/Berlin",
  wien: "Europe/Vienna",
  london: "Europe/London",
  remote: "Europe/Berlin",
};

type Row = [
  first: string,
  last: string,
  position: string,
  team: keyof typeof TEAMS,
  place: keyof typeof ZONES,
  boss: string,
  since: string,
];

/** In the order of their numbers, which begin at 1001. `boss`: the login of the supervisor; `since`: a day, or "soon". */
export const ROWS: Row[] = [
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
  ["Jonas", "Pfeiffer", "Accountant", "finance", "remote", "ida", "2020-09-01"],
  ["Katharina", "von Thun", "Payroll Specialist", "finance", "wien", "ida", "2021-05-01"],
  ["Lena", "Hartmann", "HR Business Partner", "people", "berlin", "ruth", "2018-04-01"],
  ["Mo", "Rashid", "Recruiter", "people", "london", "lena", "2022-11-01"],
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
  ["Wilma", "Neu", "Product Designer", "design", "berlin", "gerd", "soon"],
];

/** First names, in plain letters; those who share one get their number. */
export function loginOf(first: string, last: string, index: number): string {
  const plain: Record<string, string> = { Jörg: "joerg", Siobhán: "siobhan", Łukasz: "lukasz", Gül: "guel", 健: "ken" };
  const login = plain[first] ?? first.toLowerCase();
  const twins = ROWS.slice(0, index).filter(([other]) => other === first).length;
  return twins === 0 ? login : `${login}.${last.toLowerCase()}`;
}
