import { describe, expect, it } from "vitest";
import { choose, DESKTOP, gone, openStage, says, seen, visitorOn } from "./visit.ts";

describe("somebody who asks for time off", () => {
  it("mends a wrong day, is confirmed, hears of the approval, changes it and cancels it", async () => {
    const { visit } = await openStage();
    const otto = await visit("otto", { channel: "C0GENERAL" });
    await otto.say("/timeoff");
    const form = otto.window("Request time off");
    await choose(form.getByRole("combobox", { name: "Type" }), "Urlaub");
    await form.getByLabel("First day", { exact: true }).fill("2027-02-05");
    await form.getByRole("textbox", { name: "Last day" }).fill("2027-02-01");
    await form.getByRole("button", { name: "Send request" }).click();
    const fault = form.getByRole("alert");
    await says(fault, "It ends before it begins.");
    const lastDay = form.getByRole("textbox", { name: "Last day" });
    expect(await lastDay.getAttribute("aria-invalid")).toBe("true");
    const [at, beneath] = [await lastDay.boundingBox(), await fault.boundingBox()];
    expect(beneath?.y).toBeGreaterThanOrEqual((at?.y ?? 0) + (at?.height ?? 0));
    await otto.picture("timeoff-wrong");

    await lastDay.fill("2027-02-08");
    await says(form, /2 working days/);
    await otto.picture("timeoff");
    await form.getByRole("button", { name: "Send request" }).click();
    await says(form, /Requested: Urlaub[\s\S]*Waiting for approval/);
    await otto.picture("timeoff-sent");
    await form.getByText("Close", { exact: true }).click();
    await gone(form);
    await otto.go("Whosout");
    await seen(otto.message(/^[\s\S]*Requested: Urlaub, Fri 5 – Mon 8 Feb 2027/));
    await otto.picture("timeoff-requested");

    const absences = await otto.personio();
    await otto.picture("personio");
    const last = await absences.getByRole("button", { name: /^Delete Otto Zimmermann, Urlaub, Fri, 5/ }).boundingBox();
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(DESKTOP.width);
    await absences.getByRole("button", { name: /^Approve Otto Zimmermann, Urlaub/ }).click();
    await seen(absences.getByRole("row", { name: /Otto Zimmermann Urlaub .*5 .*8 Feb 2027 approved/ }));
    await otto.slack();
    const confirmation = otto.messages.filter({ has: otto.page.getByRole("button", { name: "Change" }) });
    await says(confirmation, "Approved: Urlaub");
    await otto.picture("timeoff-approved");

    await confirmation.getByRole("button", { name: "Change" }).click();
    const change = otto.window("Change time off");
    await change.getByRole("textbox", { name: "Last day" }).fill("2027-02-09");
    await says(change, /3 working days/);
    await change.getByRole("button", { name: "Save changes" }).click();
    await says(change, "Changed: Urlaub");
    await change.getByText("Close", { exact: true }).click();
    const changed = otto.message(/Changed: Urlaub, Fri 5 – Tue 9 Feb 2027/);
    await seen(changed);
    await changed.getByRole("button", { name: "Cancel it" }).click();
    const sure = otto.window("Cancel this time off?");
    await otto.picture("timeoff-cancel");
    await sure.getByRole("button", { name: "Cancel it" }).click();
    await seen(otto.message(/Cancell(ed|ation requested): Urlaub/));
    await otto.picture("timeoff-cancelled");
  });

  it("does so in German", async () => {
    const { visit } = await openStage();
    const lena = await visit("lena");
    await lena.say("/timeoff 3.5. - 7.5.2027 Urlaub");
    const form = lena.window("Abwesenheit beantragen");
    await says(form, /4 Arbeitstage: .*ohne/);
    await lena.picture("timeoff-german");
    await form.getByRole("button", { name: "Beantragen" }).click();
    await says(form, "Beantragt: Urlaub");
    await form.getByText("Schließen", { exact: true }).click();
    await lena.go("Whosout");
    await seen(lena.message(/Beantragt: Urlaub/));
  });

  it("finds the form as it was after the page was loaded anew", async () => {
    const { visit } = await openStage();
    const otto = await visit("otto", { channel: "C0GENERAL" });
    await otto.say("/timeoff 3.5. - 7.5.2027");
    const form = otto.window("Request time off");
    await form.getByLabel("Comment").fill("To the lake");
    await form.getByLabel("Comment").press("Tab");
    await otto.page.reload();
    expect(await form.getByLabel("First day", { exact: true }).inputValue()).toBe("2027-05-03");
    await expect.poll(() => form.getByLabel("Comment").inputValue()).toBe("To the lake");
    await choose(form.getByRole("combobox", { name: "Type" }), "Urlaub");
    await form.getByRole("button", { name: "Send request" }).click();
    await says(form, "Requested: Urlaub");
    await form.getByText("Close", { exact: true }).click();
    await otto.go("Whosout");
    await seen(otto.message(/Requested: Urlaub/));
  });

  it("loses nothing when the bot is started anew before it is sent", async () => {
    const { visit, url } = await openStage();
    const otto = await visit("otto", { channel: "C0GENERAL" });
    await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
    const form = otto.window("Request time off");
    await says(form, /4 working days/);
    // The window lies over everything on this tab.
    const page = await otto.page.context().newPage();
    await page.goto(`${url}?tab=personio`);
    const other = await visitorOn(page);
    await other.openWorld();
    const restart = other.world.getByRole("button", { name: "Restart the bot" });
    await restart.click();
    await expect.poll(() => restart.isEnabled()).toBe(true);
    await form.getByRole("button", { name: "Send request" }).click();
    await says(form, "Requested: Urlaub");
    await form.getByText("Close", { exact: true }).click();
    await otto.go("Whosout");
    await seen(otto.message(/Requested: Urlaub, Mon 3 – Fri 7 May 2027/));
  });
});

it("tells the supervisor, in their tab, and lets Personio reject", async () => {
  const { visit } = await openStage();
  const [otto, olaf] = [await visit("otto", { channel: "C0GENERAL" }), await visit("olaf", { channel: "C0GENERAL" })];
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = otto.window("Request time off");
  await form.getByRole("button", { name: "Send request" }).click();
  // Something new waits there.
  await seen(olaf.page.getByRole("link", { name: /Whosout APP 1/ }));
  await olaf.go("Whosout");
  await seen(olaf.message(/Otto Zimmermann beantragt eine Abwesenheit: Urlaub/));
  await olaf.picture("supervisor");
  const absences = await olaf.personio();
  await absences.getByRole("button", { name: /^Reject Otto Zimmermann/ }).click();
  await form.getByText("Close", { exact: true }).click();
  await otto.go("Whosout");
  await seen(otto.message(/Rejected: Urlaub/));
});
