import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { choose, GENERAL, gone, openStage, readAt, says, seen, type Visitor } from "./visit.ts";

/**
 * The pictures of the README. `UPDATE_PICTURES=1 npm run test:browser pictures` takes them anew, in few colours where Debian's `pngquant` is
 * installed, and with 健 佐藤 where `fonts-ipafont-gothic` is.
 */
const isTaking = process.env.UPDATE_PICTURES === "1";
/** So wide that tables and the like break no line; so high that nothing scrolls. */
const sharp = (width: number) => ({ deviceScaleFactor: 2, viewport: { width, height: 1400 } });

it("shows who is out", async () => {
  const { visit } = await openStage();
  const anna = await tidy(await visit("anna", { ...sharp(1290), deviceScaleFactor: 1.5 }));
  await anna.say("/whosout");
  const answer = anna.message(/15 people out this week/);
  await seen(answer.getByRole("button", { name: "Share in this channel" }));
  await take("whosout", answer);
});

it("shows the picture of a month", async () => {
  const { visit } = await openStage();
  const anna = await tidy(await visit("anna", { ...sharp(900), viewport: { width: 900, height: 1800 } }));
  await anna.say("/whosout month Sales");
  await anna.message("I sent you the picture").getByRole("link", { name: "Look at it" }).click();
  const answer = anna.message(/in Sales out this month/);
  const picture = answer.getByRole("img", { name: /^Calendar: Sales/ });
  await expect.poll(() => picture.evaluate((image) => "naturalWidth" in image && image.naturalWidth)).toBe(1280);
  await take("month", answer);
});

it("shows who somebody is", async () => {
  const { visit } = await openStage();
  const anna = await tidy(await visit("anna", sharp(960)));
  await anna.say("/whois @lukasz ");
  const profile = anna.message(/Platform Engineer/);
  await says(profile, "Łukasz Wójcik");
  await take("whois", profile);
});

it("shows hours", async () => {
  const { visit } = await openStage();
  const nadia = await tidy(await visit("nadia", { ...sharp(1060), channel: GENERAL }));
  await nadia.say("/hours @clara last week");
  const answer = nadia.message(/Clara Weiß's hours last week/);
  await seen(answer.getByRole("button", { name: "This week" }));
  await take("hours", answer);
});

it("shows the form for time off", async () => {
  const { visit } = await openStage();
  const anna = await tidy(await visit("anna", sharp(1100)));
  await anna.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = anna.window("Request time off");
  await says(form, /4 working days/);
  await form.getByRole("heading", { name: "Request time off" }).click();
  await take("timeoff", form);
});

it("shows a digest", async () => {
  const { visit } = await openStage();
  const anna = await tidy(await visit("anna", sharp(1000)));
  await anna.say("/digest");
  const form = anna.window("Channel digest");
  await form.getByLabel("Time", { exact: true }).fill("09:30");
  await form.getByRole("radio", { name: "Only these:" }).check();
  await choose(form.getByRole("combobox", { name: /^Teams, departments/ }), /^Product/, "prod");
  await form.getByRole("button", { name: "Set it up" }).click();
  await says(form, "Saved.");
  await form.getByText("Close", { exact: true }).click();
  await anna.turnClock("+1 hour");
  const digest = anna.message(/\d+ of \d+ out today.* · Product/);
  await seen(digest);
  await take("digest", digest);
});

it("shows App Home", async () => {
  const { visit } = await openStage();
  const nadia = await tidy(await visit("nadia", { deviceScaleFactor: 2, viewport: { width: 860, height: 530 } }));
  await nadia.say("/timeoff 1.2. - 5.2.2027 Urlaub");
  const form = nadia.window("Request time off");
  await form.getByRole("button", { name: "Send request" }).click();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).click();
  await nadia.go("Whosout");
  await nadia.page.getByRole("tab", { name: "Home" }).click();
  const home = nadia.page.getByRole("region", { name: "Home of Whosout" });
  await says(home, /Waiting for a decision in Personio[\s\S]*Urlaub, Mon 1 – Fri 5 Feb 2027/);
  await gone(home.getByText("One moment"));
  await take("home", home);
});

it("shows the page", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna", { viewport: { width: 1440, height: 950 } });
  await anna.say("/whosout Product");
  await says(anna.message(/Product out this week/), "Siobhán O'Neill");
  const inspector = await anna.inspector();
  // What the bot reads by itself meanwhile may stand above it; the newest alone is open.
  const asked = inspector.getByRole("group").filter({ hasText: "/whosout Product" });
  await expect
    .poll(async () => {
      if ((await asked.getAttribute("open")) === null) await asked.locator("summary").click();
      return readAt(asked);
    })
    .toMatch(/bot acks/);
  await take("demo", anna.page);
});

/** Without the hints, and with nothing else that does not belong into a picture. */
async function tidy(visitor: Visitor): Promise<Visitor> {
  await visitor.page.getByRole("button", { name: "Hide the hints" }).click();
  return visitor;
}

async function take(name: string, place: Locator | Page): Promise<void> {
  const page = "page" in place ? place.page() : place;
  // Nothing that the mouse happens to lie on is to be seen.
  await page.mouse.move(0, 0);
  const picture = await place.screenshot({ animations: "disabled", caret: "hide" });
  expect(picture.length).toBeGreaterThan(10_000);
  if (!isTaking) return;
  const path = join(import.meta.dirname, "..", "..", "docs", `${name}.png`);
  writeFileSync(path, picture);
  spawnSync("pngquant", ["--force", "--ext", ".png", "--skip-if-larger", "--strip", "--speed", "1", "64", path]);
}
