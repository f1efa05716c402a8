import { expect, it } from "vitest";
import { GENERAL, gone, openStage, says, seen } from "./visit.ts";

it("lets its administrator add an absence, and colleagues see it", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna");
  const absences = await anna.personio();
  await absences.getByRole("button", { name: "Add an absence" }).click();
  const form = anna.window("Add an absence");
  await form.getByRole("combobox", { name: "Person" }).selectOption("Gerd Nowak");
  await form.getByRole("combobox", { name: "Type" }).selectOption("Urlaub");
  await form.getByRole("textbox", { name: "First day", exact: true }).fill("2027-05-03");
  await form.getByRole("textbox", { name: "Last day", exact: true }).fill("2027-05-05");
  await form.getByLabel("Until noon on the last day").check();
  await anna.picture("personio-add");
  await form.getByRole("button", { name: "Add" }).click();
  await gone(form);
  await seen(absences.getByRole("row", { name: /Gerd Nowak Urlaub .*3 .*5 May 2027, until noon approved/ }));
  await anna.slack();
  await anna.say("/whosout 5.5.2027");
  await says(anna.message(/out on Wed 5 May/), "Gerd Nowak");
});

it("keeps a form open that makes no sense, says why, and takes it when it was mended", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna");
  const absences = await anna.personio();
  await absences.getByRole("button", { name: "Add an absence" }).click();
  const form = anna.window("Add an absence");
  await form.getByRole("combobox", { name: "Type" }).selectOption({ label: "Arzttermin (in hours)" });
  await form.getByRole("textbox", { name: "Day", exact: true }).fill("2027-05-03");
  await form.getByRole("textbox", { name: "From", exact: true }).fill("11:00");
  await form.getByRole("textbox", { name: "To", exact: true }).fill("10:00");
  await form.getByRole("button", { name: "Add" }).click();
  await says(anna.page.getByRole("alert"), "It ends before it begins.");
  await form.getByRole("textbox", { name: "To", exact: true }).fill("12:30");
  await form.getByRole("button", { name: "Add" }).click();
  await gone(form);
  await seen(absences.getByRole("row", { name: /Arzttermin .*3 May 2027, 11:00–12:30/ }));
});

it("changes an absence and deletes it, which its person is told", async () => {
  const { visit } = await openStage();
  const otto = await visit("otto", { channel: GENERAL });
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const asked = otto.window("Request time off");
  await asked.getByRole("button", { name: "Send request" }).click();
  await says(asked, "Requested: Urlaub");
  await asked.getByText("Close", { exact: true }).click();
  const absences = await otto.personio();
  await absences.getByRole("button", { name: /^Change Otto Zimmermann, Urlaub, Mon, 3/ }).click();
  const form = otto.window("Change the absence of Otto Zimmermann");
  expect(await form.getByRole("textbox", { name: "First day", exact: true }).inputValue()).toBe("2027-05-03");
  // The days that the browser itself does not let pass.
  await form.getByRole("textbox", { name: "Last day", exact: true }).fill("2027-05-01");
  await form.getByRole("button", { name: "Save" }).click();
  await seen(form);
  await form.getByRole("textbox", { name: "Last day", exact: true }).fill("2027-05-04");
  await form.getByRole("button", { name: "Save" }).click();
  await gone(form);
  await absences.getByRole("button", { name: /^Delete Otto Zimmermann, Urlaub, .*4 May/ }).click();
  const sure = otto.window("Delete it?");
  await sure.getByRole("button", { name: "Cancel" }).click();
  await gone(sure);
  await seen(absences.getByRole("row", { name: /Otto Zimmermann Urlaub .*3 .*4 May 2027/ }));
  await absences.getByRole("button", { name: /^Delete Otto Zimmermann, Urlaub, .*4 May/ }).click();
  await sure.getByRole("button", { name: "Delete" }).click();
  await gone(absences.getByRole("row", { name: /Otto Zimmermann Urlaub .*May 2027/ }));
  await otto.slack();
  await otto.go("Whosout");
  await seen(otto.message(/Changed in Personio: Urlaub, Mon 3 – Tue 4 May 2027/));
  await seen(otto.message(/Deleted in Personio: Urlaub|deleted/));
});

it("narrows its lists down, and changes what somebody does and where", async () => {
  const { visit, demo } = await openStage();
  const anna = await visit("anna");
  const persons = await anna.personio("Persons");
  await persons.getByRole("searchbox", { name: "Find a person" }).fill("gerd");
  await expect.poll(() => persons.getByRole("rowheader").count()).toBe(1);
  await persons.getByRole("button", { name: "Change Gerd Nowak" }).click();
  const form = anna.window("Gerd Nowak");
  await form.getByLabel("Position").fill("Chief of Everything");
  await form.getByRole("combobox", { name: "Workplace" }).selectOption("Wien");
  await form.getByRole("button", { name: "Save" }).click();
  await gone(form);
  await seen(persons.getByRole("row", { name: /Gerd Nowak .*Chief of Everything .*Wien/ }));
  await anna.slack();
  // The bot remembers contracts for hours.
  await demo.restartBot();
  await anna.say("/whois Gerd");
  await says(anna.message(/Chief of Everything/), "Wien");
});
