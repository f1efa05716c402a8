import Libsql from "libsql";
import { expect, it } from "vitest";
import { openHome, pressHome } from "./commands/home-stage.ts";
import { COMMENT, type Everything, everything, leaveTraces } from "./everything.ts";
import { GENERAL, type Unstarted } from "./whole-bot.ts";

/** Stands in every name, address, kind of absence and comment of the company, and nowhere else: not by chance in what is sealed, either. */
const MARK = "Xzqv";
const PERSONAL = /Xzqv|morgenrot\.example|Grandmother/;

/** Marks all that is personal. */
function mark({ personio, slack }: Unstarted): void {
  const { world } = personio.state;
  for (const person of world.persons) person.last_name = `${MARK}${person.last_name}`;
  for (const user of slack.world.users) user.real_name = user.profile.real_name = `${MARK}${user.real_name}`;
  for (const type of world.absenceTypes) type.name = `${MARK}${type.name}`;
  for (const balance of world.balances) balance.name = `${MARK}${balance.name}`;
  for (const period of world.absencePeriods) if (period.comment) period.comment = `${MARK}${period.comment}`;
  for (const entry of world.attendancePeriods) entry.comment = `${MARK}nightingale`;
}

/** What people read, or typed into fields of their own: `label` and the like hold a text; and what Slack is asked for an address with. */
const READ = new Set(["text", "alt_text", "accessibility_label", "initial_value", "caption", "email", "fallback"]);

/** Where something personal stands that people do not read: `blocks.0.elements.1.value`. Texts of JSON are looked into. */
function* leaksIn(value: unknown, place: string[] = []): Generator<string> {
  if (typeof value === "string") {
    const inside = /^[[{]/.test(value) ? parsed(value) : undefined;
    if (inside !== undefined) yield* leaksIn(inside, place);
    // A profile's address can be written to.
    else if (PERSONAL.test(value.replace(/^mailto:.*/, "")) && !READ.has(place.at(-1) ?? "")) {
      yield `${place.join(".")}: ${value.slice(0, 80)}`;
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      // Of a button's value, nothing is read.
      if (key === "value" || key === "private_metadata" || key === "metadata") {
        if (PERSONAL.test(JSON.stringify(one) ?? "")) yield `${[...place, key].join(".")}: ${JSON.stringify(one)}`;
      } else yield* leaksIn(one, [...place, key]);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Through everything, also where it goes wrong. */
async function walk(stage: Everything): Promise<void> {
  const { ask, press, slack, personio, id } = stage;
  await leaveTraces(stage, "anna");
  await press("anna", await ask("anna", "/whosout"), "Next week ›");
  await ask("anna", "/whosout Xzqv");
  await ask("anna", "/whosout @tom");
  for (const who of ["Anna", "@tom", "tom@morgenrot.example", "nobody@morgenrot.example", "Xzqv"]) {
    await ask("anna", `/whois ${who}`);
    await ask("gerd", `/hours ${who}`);
  }
  await ask("anna", "/hours last week");
  await ask("anna", "/timeoff list");
  await ask("anna", "/digest list");
  await slack.shortcut(id("anna"), "whos_out");
  await slack.nextForm(id("anna"), ({ blocks }) => blocks.length > 1);
  await slack.dismiss(id("anna"), { all: true });
  await openHome(stage, "anna");
  await pressHome(stage, "anna", "My hours");
  await slack.nextForm(id("anna"), ({ blocks }) => blocks.length > 1);
  await slack.dismiss(id("anna"), { all: true });
  // A form that is open, with a comment in it.
  await slack.command(id("anna"), GENERAL, "/timeoff 3.3. - 5.3. Urlaub");
  await slack.nextForm(id("anna"), ({ submit }) => submit !== undefined);
  await slack.fill(id("anna"), "Comment", COMMENT);
  // Personio refuses it in words of its own, which say more than they should.
  const detail = `Xzqvrefusal: ${COMMENT}`;
  personio.failNext(/POST .*absence-periods/, { status: 422, body: { errors: [{ title: detail, detail }] } }, 1);
  await slack.submit(id("anna"));
  await expect.poll(() => JSON.stringify(slack.world.views)).toContain("Xzqvrefusal");
  await slack.dismiss(id("anna"), { all: true });
  // Answers that cannot be read, hold what nobody knows, or do not come.
  for (const fault of [
    { status: 200, body: { _data: [{ id: "Xzqv 1", first_name: 7, status: "Xzqv" }] } },
    { status: 403, body: { errors: [{ detail }], personio_trace_id: "Xzqv trace" } },
    { status: 500, body: detail },
  ]) {
    stage.pass(30 * 3_600_000);
    personio.failNext(/ /, fault, 40);
    await ask("anna", "/whosout");
    await ask("tom", "/whois anna@morgenrot.example");
    personio.heal();
  }
  slack.failNext("chat.postMessage", { status: 500 }, 3);
  slack.failNext("users.lookupByEmail", { status: 500 }, 9);
  stage.pass(30 * 3_600_000);
  await ask("tom", "/whois Emma");
  await stage.round();
}

it("nothing personal stands in logs, metrics, the database, names of files, or in what buttons and windows carry", {
  timeout: 120_000,
}, async () => {
  const stage = await everything({ prepare: mark });
  await walk(stage);
  const { slack } = stage;

  // It is there to be found where people read.
  expect(JSON.stringify(slack.world.messages)).toMatch(PERSONAL);
  expect([...leaksIn({ value: "Xzqv" }), ...leaksIn({ a: '{"b":"Xzqv"}' }), ...leaksIn({ text: "Xzqv" })]).toHaveLength(
    2,
  );

  const said = slack.world.messages.filter(({ from }) => from === undefined);
  const shown = slack.world.views.map(({ view }) => view);
  expect(slack.world.calls.length).toBeGreaterThan(40);
  expect([...leaksIn([slack.world.calls.map(({ method, params }) => [method, params]), said, shown])]).toEqual([]);
  const uploads = slack.world.calls.filter(({ method }) => method === "files.getUploadURLExternal");
  expect(uploads.map(({ params }) => params.filename)).toEqual(["calendar-1.png"]);

  expect(stage.logged.length).toBeGreaterThan(20);
  expect(stage.logged.filter((line) => PERSONAL.test(line))).toEqual([]);

  const metrics = await (await fetch(`${stage.publicUrl}/metrics`)).text();
  expect(metrics).toContain("whosout_requests_total");
  // No ids either.
  expect(metrics.split("\n").filter((line) => PERSONAL.test(line) || /U1\d{3}|\b10\d\d\b.*"/.test(line))).toEqual([]);

  const database = new Libsql(`${stage.folder}/whosout.db`);
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  const rows = tables.flatMap(({ name }) =>
    database
      .prepare(`select * from ${name}`)
      .all()
      .map((row) => ({ name, row })),
  );
  database.close();
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter((row) => PERSONAL.test(JSON.stringify(row)))).toEqual([]);
});
