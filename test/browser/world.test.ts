import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readManifest } from "../../sandbox/manifest.ts";
import { temporaryFolder } from "../whole-bot.ts";
import { BERLIN, GENERAL, gone, openStage, says, seen, visitorOn } from "./visit.ts";

it("is begun anew, and nothing of before is left", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna");
  await anna.say("Good morning");
  await seen(anna.message("Good morning"));
  await anna.turnClock("Tomorrow, 09:00");
  await seen(anna.page.getByRole("button", { name: "World: it is Tue 24 Nov, 09:00" }));
  await anna.openWorld();
  await anna.picture("world");
  await anna.world.getByRole("button", { name: "Start over" }).click();
  await anna.window("Start over?").getByRole("button", { name: "Cancel" }).click();
  await seen(anna.message("Good morning"));
  await anna.world.getByRole("button", { name: "Start over" }).click();
  await anna.window("Start over?").getByRole("button", { name: "Start over" }).click();
  await gone(anna.world, anna.message("Good morning"));
  await seen(anna.page.getByRole("button", { name: "World: it is Mon 23 Nov, 09:00" }));
  await anna.say("/whosout");
  await seen(anna.message(/out this week/));
});

it("is saved as a file and opened again, also with what the bot keeps", async () => {
  const { visit } = await openStage();
  const otto = await visit("otto", { channel: GENERAL });
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = otto.window("Request time off");
  await form.getByRole("button", { name: "Send request" }).click();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).click();
  await otto.openWorld();
  const saving = otto.page.waitForEvent("download");
  await otto.world.getByRole("link", { name: "Save as a file" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toBe("whosout-world.json");
  const path = join(temporaryFolder(), "world.json");
  await file.saveAs(path);

  await otto.world.getByRole("button", { name: "Start over" }).click();
  await otto.window("Start over?").getByRole("button", { name: "Start over" }).click();
  await gone(otto.world);
  await otto.go("Whosout");
  await gone(otto.message("Requested: Urlaub"));
  await otto.openWorld();
  await otto.world.getByLabel("A world as JSON").setInputFiles(path);
  await gone(otto.world);
  await seen(otto.message("Requested: Urlaub"));
  await otto.message("Requested: Urlaub").getByRole("button", { name: "Cancel it" }).click();
  await otto.window("Cancel this time off?").getByRole("button", { name: "Cancel it" }).click();
  await seen(otto.message(/Cancelled: Urlaub/));

  // What is no world leaves this one as it is.
  await otto.openWorld();
  await otto.world.getByLabel("A world as JSON").setInputFiles({
    name: "shopping.json",
    mimeType: "application/json",
    buffer: Buffer.from(`{"milk": 2}`),
  });
  await says(otto.page.getByRole("alert"), "That is no world saved by this demo");
  await otto.world.getByLabel("A world as JSON").setInputFiles({
    name: "shopping.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("milk"),
  });
  await says(otto.page.getByRole("alert"), "shopping.txt is no JSON");
  await otto.world.getByRole("button", { name: "Close" }).click();
  await seen(otto.message(/Cancelled: Urlaub/));
});

it("is shared by two people in two tabs of one browser", async () => {
  const { visit, url } = await openStage();
  const anna = await visit("anna", { channel: GENERAL });
  const page = await anna.page.context().newPage();
  await page.goto(url);
  const other = await visitorOn(page);
  await page.getByRole("button", { name: /^You are/ }).click();
  const people = other.window("Who do you want to be?");
  await people.getByRole("searchbox", { name: "Find a person" }).fill("gerd");
  await other.picture("people");
  await people.getByRole("button", { name: /^Gerd Nowak/ }).click();
  await seen(page.getByRole("button", { name: /^You are Gerd Nowak/ }));
  await anna.say("Hello @gerd, are you in?");
  await seen(other.message("Hello @Gerd Nowak, are you in?"));
  await other.say("/whosout today");
  await seen(other.message(/abwesend/));
  await other.say("Yes, until noon");
  await seen(anna.message("Yes, until noon"));
  expect(await anna.message(/abwesend/).count()).toBe(0);
  // Each tab stays who it is.
  await page.reload();
  await seen(page.getByRole("button", { name: /^You are Gerd Nowak/ }), other.message("Yes, until noon"));
  await seen(anna.page.getByRole("button", { name: /^You are Anna Berg/ }));
});

it("has no Home tab where the manifest says so", async () => {
  const { visit } = await openStage({ app: { ...readManifest(), hasHome: false } });
  const anna = await visit("anna");
  await anna.go("Whosout");
  await seen(anna.page.getByText("Sending messages to this app has been turned off."));
  expect(await anna.page.getByRole("tab").count()).toBe(0);
});

it("does nothing that somebody smuggles into it", async () => {
  const { visit, demo } = await openStage();
  const anna = await visit("anna", { channel: BERLIN });
  const evil = `<img src=x onerror="document.title='stolen'"><script>document.title='stolen'</script>`;
  await anna.say(evil);
  await seen(anna.message(evil));
  await anna.say("/whosout <img src=x onerror=alert(1)>");
  await seen(anna.message(/I don't know any person/));

  // A comment, as far as it goes: into Personio's tab.
  const otto = await visit("otto", { channel: GENERAL });
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = otto.window("Request time off");
  await form.getByLabel("Comment").fill(evil);
  await form.getByRole("button", { name: "Send request" }).click();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).click();
  await seen((await otto.personio()).getByRole("cell", { name: evil }));

  // A world that somebody sends for a "bug report".
  const saved = JSON.parse(JSON.stringify(await demo.save())) as Awaited<ReturnType<typeof demo.save>>;
  const [person] = saved.personio.persons;
  const [absenceType] = saved.personio.absenceTypes;
  if (person) person.first_name = evil;
  if (absenceType) absenceType.name = evil;
  for (const user of saved.slack.users) if (user.name === "gerd") user.real_name = evil;
  const link = "javascript:document.title='stolen'";
  const text = `Look at this: <${link}|a nice link> ${evil} <@U1002>`;
  const message = (blocks: unknown[]) => ({ ts: "1795420800.000100", channel: BERLIN, text: "Look at this", blocks });
  const harmless = { type: "section", text: { type: "mrkdwn", text } };
  const part = { type: "link", url: link, text: "another link" };
  const harmful = [
    { type: "rich_text", elements: [{ type: "rich_text_section", elements: [part] }] },
    {
      type: "actions",
      elements: [{ type: "button", action_id: "a", text: { type: "plain_text", text: "A button" }, url: link }],
    },
  ];
  const path = join(temporaryFolder(), "evil.json");
  const { slack } = saved;
  const open = async (...messages: (typeof slack.messages)[number][]) => {
    writeFileSync(path, JSON.stringify({ ...saved, slack: { ...slack, messages: [...slack.messages, ...messages] } }));
    await anna.world.getByLabel("A world as JSON").setInputFiles(path);
  };
  await anna.openWorld();
  await open(message([harmless, ...harmful]));
  await says(anna.page.getByRole("alert"), "Slack does not take this");
  await open(message([harmless]));
  await gone(anna.world);
  // The page does not rely on that.
  demo.slack.world.messages.push({ ...message(harmful), ts: "1795420801.000100" });
  await anna.page.reload();
  await says(anna.message("Look at this"), evil);
  await seen(anna.messages.getByText("another link"));
  await anna.picture("mischief");
  for (const one of await anna.messages.getByText(/nice link|another link|A button/).all()) await one.click();
  await seen((await anna.personio("Persons")).getByRole("rowheader", { name: "<img" }));
  for (const { page } of [anna, otto]) {
    expect(await page.title()).not.toContain("stolen");
    expect(await page.locator("img[src=x], [onerror], a[href^='javascript']").count()).toBe(0);
  }
});
