import { describe, expect, it } from "vitest";
import { refusal, webClient } from "../sandbox/workspace.ts";
import { GENERAL, gone, openStage, says, seen } from "./visit.ts";

describe("Personio", () => {
  it("is down: what is not known is said to be so, what is known says of when it is; and is up again", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    const behaviour = await anna.personio("API and troubles");
    await behaviour.getByLabel(/^Down/).check();
    await anna.slack();
    await anna.say("/whosout in March 2027");
    await says(anna.message("Only visible to you"), /Personio is not answering right now, so I cannot tell/);
    await anna.turnClock("+1 hour");
    await anna.say("/whosout");
    await says(anna.message("out this week"), /Personio is not answering right now: this is as of \d\d:\d\d\./);
    await anna.picture("personio-down");
    await (await anna.personio("API and troubles")).getByLabel(/^Down/).uncheck();
    await anna.slack();
    // The bot leaves alone for some seconds what has failed several times in a row.
    await anna.turnClock("+1 hour");
    await anna.say("/whosout today");
    await says(anna.message("out today"), /^(?![\s\S]*not answering)/);
  });

  it("takes the bot's token away, and nobody notices", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    await anna.say("/whosout");
    await seen(anna.message(/out this week/));
    const behaviour = await anna.personio("API and troubles");
    await seen(behaviour.getByText("The bot holds a token."));
    await behaviour.getByRole("button", { name: "Take its token away" }).click();
    await seen(behaviour.getByText(/The bot holds no token now/));
    await anna.picture("personio-interface");
    await anna.slack();
    await anna.say("/whosout nächsten Monat");
    await seen(anna.message(/out in December/));
    await anna.personio("API and troubles");
    await seen(behaviour.getByText("The bot holds a token."));
  });

  it("takes a right away, and whoever installed the bot reads which", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    const behaviour = await anna.personio("API and troubles");
    await behaviour.getByLabel("personio:absences:read").uncheck();
    // A token keeps the rights that it was given.
    await behaviour.getByRole("button", { name: "Take its token away" }).click();
    await anna.slack();
    await anna.say("/whosout next month");
    await seen(anna.message(/lacks the scope personio:absences:read/));
  });

  it("is slow, which is said, and the answer comes", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    const behaviour = await anna.personio("API and troubles");
    await behaviour.getByRole("combobox").selectOption("after 2 seconds");
    await anna.slack();
    await anna.say("/timeoff 3.5. - 7.5.2027 Urlaub");
    const form = anna.window("Request time off");
    await seen(form.getByText("One moment, I am asking Personio …"));
    await anna.picture("personio-slow");
    await seen(form.getByRole("textbox", { name: "First day" }));
    await form.getByRole("button", { name: "Send request" }).click();
    await says(form, /Sending to Personio: Urlaub|Requested: Urlaub/);
  });
});

describe("Slack", () => {
  it("is down, which the page says, and is back", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    await anna.openWorld();
    await anna.world.getByLabel("Slack is down").check();
    await anna.world.getByRole("button", { name: "Close" }).click();
    await seen(anna.page.getByRole("status").filter({ hasText: /^Slack is down/ }));
    await anna.say("/whosout");
    await says(anna.page.getByRole("alert"), "Slack does not answer.");
    expect(await anna.composer.inputValue()).toBe("/whosout");
    await anna.picture("slack-down");
    await anna.openWorld();
    await anna.world.getByLabel("Slack is down").uncheck();
    await anna.world.getByRole("button", { name: "Close" }).click();
    await gone(anna.page.getByRole("status").filter({ hasText: /^Slack is down/ }));
    // The bot comes back by itself, as it does when the real Slack was away.
    await expect
      .poll(
        async () => {
          await anna.say("/whosout");
          return anna.message(/out this week/).isVisible();
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(true);
  });

  it("refuses what is none of its blocks, and the inspector shows why", async () => {
    const { visit, demo } = await openStage();
    const anna = await visit("anna", { channel: GENERAL });
    const { apiUrl, world } = demo.slack;
    const long = { type: "section" as const, text: { type: "mrkdwn" as const, text: "x".repeat(3001) } };
    const said = { channel: GENERAL, text: "Hello", blocks: [long] };
    expect(await refusal(webClient(apiUrl, world.botToken).chat.postMessage(said))).toMatchObject({
      error: "invalid_blocks",
    });
    await seen(anna.page.getByRole("button", { name: /Inspector/ }).getByTitle("1 refusal"));
    const inspector = await anna.inspector();
    // What was refused is open, whatever the bot posts meanwhile.
    const call = anna.page.getByRole("button", { name: /chat\.postMessage/ });
    const refused = inspector.getByRole("listitem").filter({ hasText: "invalid_blocks" }).filter({ has: call }).last();
    await says(refused, /chat\.postMessage[\s\S]*invalid_blocks[\s\S]*must be less than 3001 characters/);
    await refused.getByRole("button", { name: /chat\.postMessage/ }).click();
    await says(refused, /"error": "invalid_blocks"/);
    await anna.picture("inspector-refusal");
  });
});

it("draws a block that it does not know as an honest box", async () => {
  const { visit, demo } = await openStage();
  demo.slack.world.messages.push({
    ts: "1795420800.000100",
    channel: GENERAL,
    text: "A hologram",
    blocks: [
      { type: "hologram", colour: "blue" },
      { type: "section", text: { type: "plain_text", text: "And so on" } },
    ],
  });
  const anna = await visit("anna", { channel: GENERAL });
  const message = anna.message("And so on");
  await message.getByText("This page cannot draw “hologram”. Slack may.").click();
  await says(message, /"colour": "blue"/);
  await anna.picture("unknown-block");
});
