import { expect, it } from "vitest";
import { idleRound, inChannel, roundUntil, saved } from "./commands/digest-stage.ts";
import { homeOnce, openHome, pressHome } from "./commands/home-stage.ts";
import { onBothDatabases, type Place } from "./store/places.ts";
import { type Stage, wholeBot } from "./whole-bot.ts";

/** Two bots with one store: Slack sends to one what comes first, to the other what comes next, and so on. */
async function twoBots({ url }: Place): Promise<Stage> {
  const stage = await wholeBot({ env: { DATABASE_URL: url } });
  await stage.startAnother();
  expect(stage.slack.connections()).toBe(2);
  return stage;
}

const told = (stage: Stage, login: string) =>
  stage.slack.seenBy(stage.id(login), stage.id(login)).map(({ text }) => text.split("\n")[0]);

async function request(stage: Stage, login: string, days: string): Promise<void> {
  await stage.slack.command(stage.id(login), "C0GENERAL", `/timeoff ${days} unpaid leave`);
  await stage.slack.nextForm(stage.id(login), ({ submit }) => submit !== undefined);
  // Where the database is slower than the test's clock, the bot wants it sent once more.
  const send = async () => {
    if (stage.slack.formOf(stage.id(login))?.submit) await stage.slack.submit(stage.id(login));
    return told(stage, login);
  };
  await expect.poll(send, { interval: 1000 }).not.toEqual([]);
}

onBothDatabases(
  (newPlace) => {
    it("what one bot was asked, the other knows at once: a form opened by one is sent to the other, and each lists it", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      await request(stage, "mo", "14 - 15 Dec");
      await expect.poll(() => told(stage, "mo")).toEqual([expect.stringMatching(/^Requested: Unpaid leave/)]);
      for (let bot = 1; bot <= 2; bot++)
        expect((await stage.ask("mo", "/timeoff list")).text).toMatch(/Mon 14 – Tue 15 Dec/);
    });

    it("what one has told, the other takes back, and neither lists it any more", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      await request(stage, "mo", "14 - 15 Dec");
      await expect.poll(() => told(stage, "mo")).toHaveLength(1);
      for (let bot = 1; bot <= 2; bot++) await stage.ask("mo", "/timeoff list");
      const [confirmation] = stage.slack.seenBy(stage.id("mo"), stage.id("mo"));
      if (!confirmation) throw new Error("nobody was told");
      await stage.slack.press(stage.id("mo"), confirmation, "Cancel it");
      await expect.poll(() => told(stage, "mo")[0]).toMatch(/^Cancelled/);
      for (let bot = 1; bot <= 2; bot++) {
        expect((await stage.ask("mo", "/timeoff list")).text).not.toMatch(/Mon 14 – Tue 15 Dec/);
      }
    });

    it("that Personio approved something is told once, whichever asks", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      await request(stage, "mo", "14 - 15 Dec");
      await expect.poll(() => told(stage, "mo")).toEqual([expect.stringMatching(/^Requested: Unpaid leave/)]);
      // It is told, and that is noted: a lease would end below.
      const isOpen = "select id from errands where closed_at is null";
      await expect.poll(() => place.query(isOpen)).toEqual([]);
      const period = stage.personio.state.world.absencePeriods.findLast(
        ({ personId }) => personId === stage.person("mo"),
      );
      stage.personio.decide(period?.id ?? "", "APPROVED");
      const isTold = () => told(stage, "mo").filter((line) => /^Approved/.test(line ?? "")).length;
      const look = async () => {
        stage.pass(5 * 60_000);
        await stage.round();
        return told(stage, "mo");
      };
      await expect.poll(look).toContainEqual(expect.stringMatching(/^Approved/));
      const once = isTold();
      await idleRound(stage);
      await idleRound(stage);
      expect(isTold()).toBe(once);
    });

    it("a digest set up with one is posted once by both", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      await saved(stage);
      stage.pass(24 * 3_600_000);
      await roundUntil(stage, "a digest is posted");
      await idleRound(stage);
      expect(inChannel(stage)).toHaveLength(1);
    });

    it("App Home that one has shown is shown anew by the other, which was pressed in", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      await request(stage, "mo", "14 - 15 Dec");
      await expect.poll(() => told(stage, "mo")).toHaveLength(1);
      for (let bot = 1; bot <= 2; bot++) expect(await openHome(stage, "mo")).toMatch(/Mon 14 – Tue 15 Dec/);
      await pressHome(stage, "mo", "Cancel it");
      await homeOnce(stage, "mo", (text) => !/Mon 14 – Tue 15 Dec/.test(text));
    });

    it("App Home that one shows follows what the other carried out, with the next round", async () => {
      const place = await newPlace();
      const stage = await twoBots(place);
      expect(await openHome(stage, "mo")).toMatch(/You have no time off ahead/);
      // So that the form is sent to the one that has not shown it.
      await stage.ask("mo", "/timeoff list");
      await request(stage, "mo", "14 - 15 Dec");
      await expect.poll(() => told(stage, "mo")).toHaveLength(1);
      await stage.round();
      await homeOnce(stage, "mo", /Mon 14 – Tue 15 Dec/);
    });
  },
  { alsoNewer: false },
);

it("one that is stopped while it reads for the first time begins nothing afterwards", async () => {
  const { ask, personio, startAnother, logged, world } = await wholeBot();
  await ask("april", "/whosout today");
  const goOn = personio.pause();
  const other = await startAnother();
  await other.stop();
  goOn();
  await world.sleep(60_000);
  expect(logged.join("")).not.toMatch(/could not be (?:looked at|taken up|finished)/);
});
