import { describe, expect, it } from "vitest";
import { readManifest } from "../../sandbox/manifest.ts";
import { GENERAL, idsOf, openDemo } from "./demo-visit.ts";

const VACATION = "a0000000-0000-4000-8000-000000000001";

describe("who asks who is out", () => {
  it("sees the answer, and nobody else does", async () => {
    const { visit, idOf } = await openDemo();
    const [anna, gerd] = [await visit("anna"), await visit("gerd")];
    expect(await anna.say("/whosout")).not.toHaveProperty("error");
    const answer = await anna.message(/out this week/);
    expect(answer).toMatchObject({ from: "U0WHOSOUT", to: idOf("anna"), isEdited: false });
    await gerd.say("hello");
    await gerd.message(/hello/);
    expect(gerd.now().messages[GENERAL]?.map(({ text }) => text)).toEqual(["hello"]);
  });

  it("pages through the weeks, and shares one with everybody", async () => {
    const { visit } = await openDemo();
    const [anna, gerd] = [await visit("anna"), await visit("gerd")];
    await anna.say("/whosout");
    const answer = await anna.message(/out this week/);
    await anna.make({ do: "press", channel: GENERAL, ts: answer.ts, ...idsOf(answer, "Next week ›") });
    const next = await anna.message(/out next week/);
    expect(next.ts).toBe(answer.ts);
    await anna.make({ do: "press", channel: GENERAL, ts: next.ts, ...idsOf(next, "Share in this channel") });
    expect(await gerd.message(/out next week/)).not.toHaveProperty("to");
  });

  it("reads it in their own language, and guests are refused", async () => {
    const { visit } = await openDemo();
    const [gerd, guest] = [await visit("gerd"), await visit("guest")];
    await gerd.say("/whosout nächste Woche");
    await gerd.message(/nächste Woche .*abwesend/i);
    await guest.say("/whosout");
    await guest.message(/only answer full members/);
  });
});

describe("who asks for time off", () => {
  it("mends a wrong date, sends, is confirmed, and hears of the approval", async () => {
    const { visit, idOf } = await openDemo();
    const [otto, boss] = [await visit("otto"), await visit("olaf")];
    const own = idOf("otto");
    await otto.make({ do: "shortcut", callbackId: "request_time_off" });
    await otto.window(/Request time off/);
    await otto.see(({ window }) => window?.submit);
    await otto.fill("time_off_type", VACATION);
    await otto.fill("time_off_firstDay", "2027-02-05");
    await otto.fill("time_off_lastDay", "2027-02-01");
    await otto.make({ do: "submit" });
    await otto.see(({ window }) => /ends before it begins/.test(Object.values(window?.errors ?? {}).join()));
    await otto.fill("time_off_lastDay", "2027-02-08");
    await otto.make({ do: "submit" });
    await otto.message(/^Requested: Urlaub/, own);
    await boss.message(/Otto Zimmermann/, idOf("olaf"));
    const { personio } = otto.now();
    const period = personio.absencePeriods.find(({ first }) => first.day === "2027-02-05");
    expect(period).toMatchObject({ personId: "1031", status: "PENDING" });
    await otto.make({ do: "decide", periodId: period?.id ?? "", status: "APPROVED" });
    await otto.message(/^Approved: Urlaub/, own);
  });

  it("is told at the field what Slack itself misses there", async () => {
    const { visit } = await openDemo();
    const gerd = await visit("gerd");
    await gerd.say("/timeoff");
    await gerd.see(({ window }) => window?.submit);
    await gerd.make({ do: "submit" });
    const inGerman = await gerd.see(({ window }) => Object.keys(window?.errors ?? {}).length > 0 && window);
    expect(Object.values(inGerman.errors)).toContain("Bitte fülle dieses Pflichtfeld aus.");
    const otto = await visit("otto");
    await otto.say("/timeoff");
    await otto.see(({ window }) => window?.submit);
    await otto.make({ do: "submit" });
    const { errors } = await otto.see(({ window }) => Object.keys(window?.errors ?? {}).length > 0 && window);
    expect(Object.values(errors)).toContain("Please complete this required field.");
    await otto.make({ do: "dismiss" });
    await otto.see(({ window }) => window === undefined);
  });
});

describe("what is typed", () => {
  it("is said to everybody, as Slack writes mentions and signs", async () => {
    const { visit, idOf } = await openDemo();
    const [anna, gerd] = [await visit("anna"), await visit("gerd")];
    await anna.say(" 3 < 4, @gerd & all");
    const said = await gerd.message(/all/);
    expect(said).toMatchObject({ from: idOf("anna"), text: `3 &lt; 4, <@${idOf("gerd")}> &amp; all`, blocks: [] });
  });

  it("is no message where the app takes none, or the channel has ended", async () => {
    const { visit, idOf } = await openDemo();
    const anna = await visit("anna");
    const why = "Sending messages to this app has been turned off.";
    expect(await anna.say("hello", idOf("anna"))).toMatchObject({ error: why });
    expect(anna.now().channels.find(({ id }) => id === idOf("anna"))).toMatchObject({ name: "Whosout", closed: why });
    expect(await anna.say("hello", "C0OLD")).toMatchObject({ error: expect.stringContaining("archived") });
    expect(await anna.say("hello", "C0PRIVATE")).toMatchObject({ error: "You are not in this channel." });
  });

  it("is answered by Slackbot when it is no command", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.say("/lunch now");
    expect(await anna.message(/`\/lunch` is not a valid command/)).toMatchObject({ from: "USLACKBOT" });
    const gerd = await visit("gerd");
    await gerd.say("/lunch now");
    await gerd.message(/`\/lunch` ist kein gültiger Befehl/);
  });

  it("is not too long", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(await anna.say("x".repeat(12_001))).toMatchObject({
      error: "Your message is too long: 12,000 characters at most.",
    });
    expect(await anna.ask({ do: "fill", blockId: "a", actionId: "a", value: "x".repeat(3001) })).toMatchObject({
      error: "This is too long: 3,000 characters at most.",
    });
  });
});

describe("App Home", () => {
  it("is not there where the manifest has none", async () => {
    const { visit } = await openDemo({ app: { ...readManifest(), hasHome: false } });
    const anna = await visit("anna");
    expect(anna.now().app).toMatchObject({ name: "Whosout", hasHome: false });
    expect(await anna.ask({ do: "openHome" })).toMatchObject({ error: "Whosout has no Home tab." });
  });

  it("is opened, shown as it was published, and pressed", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "openHome" });
    const opened = await anna.see(({ trace }) => trace.find(({ title }) => title === "event app_home_opened"));
    await anna.see(({ trace }) => trace.find(({ kind, of }) => kind === "ack" && of === opened.number));
    const home = await anna.see(({ home: shown }) =>
      JSON.stringify(shown ?? "").includes("Settings") ? shown : undefined,
    );
    await anna.ask({ do: "press", channel: anna.now().me.id, ...idsOf({ blocks: home }, "Settings") });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "block_actions home_settings"));
    await anna.see(({ window }) => window?.title === "Settings");
  });
});

it("offers what the bot offers in a list, and takes an option of it", async () => {
  const { visit } = await openDemo();
  const gerd = await visit("gerd");
  await gerd.say("/digest");
  await gerd.see(({ window }) => window?.submit);
  const ids = { blockId: "digest_zone", actionId: "digest_zone" };
  const offered = await gerd.make({ do: "offer", ...ids, typed: "Lis" });
  expect(JSON.stringify(offered)).toContain('"value":"Europe/Lisbon"');
  await gerd.fill("digest_zone", "Europe/Lisbon");
  await gerd.see(({ window }) => JSON.stringify(window?.values.digest_zone).includes('"value":"Europe/Lisbon"'));
});

it("shows each person the conversations that are theirs, and lets others be them", async () => {
  const { visit, idOf } = await openDemo();
  const guest = await visit("guest");
  expect(guest.now().channels.map(({ name }) => name)).toEqual(["general", "Whosout"]);
  expect(guest.now().me).toMatchObject({ login: "guest", about: "guest" });
  await guest.make({ do: "be", user: idOf("gerd") });
  const { channels, me, people } = await guest.see((shown) => shown.me.login === "gerd" && shown);
  expect(me).toMatchObject({ about: expect.stringMatching(/^Head of Product, supervisor of \d+ · Slack in German$/) });
  expect(channels.map(({ name }) => name)).toContain("leads");
  expect(people.find(({ login }) => login === "carla")).toMatchObject({ about: "not in Personio" });
  expect(await guest.ask({ do: "be", user: "U2004" })).toMatchObject({ error: "Nobody can be this person." });
});
