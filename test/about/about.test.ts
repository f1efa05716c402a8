import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { aboutPerson } from "../../src/about/commands.ts";
import { COLUMNS } from "../../src/about/told.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { DAILY } from "../errands/stage.ts";
import { everything, leaveTraces } from "../everything.ts";
import { isLong } from "../runs.ts";
import { errand, minute, onBothDatabases, type Place, TIME_OFF } from "../store/places.ts";
import { GENERAL, type Stage, temporaryFolder, type Unstarted, wholeBot } from "../whole-bot.ts";

const ANNA = "U1005";
const { slackId: TOM, personId: TOM_S } = createCompany("2026-11-23").who("tom");
const BY_ADDRESS = "anna@morgenrot.example";

/** What an admin says in the terminal, and what comes of it. */
async function say(stage: Pick<Stage, "config" | "world">, command: "export" | "forget", ...words: string[]) {
  let out = "";
  let err = "";
  const code = await aboutPerson(command, words, stage.config, stage.world, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const exported = async (stage: Stage, ...words: string[]) => JSON.parse((await say(stage, "export", ...words)).out);

/** In any table, of Anna. */
async function expectNoTrace({ query }: Place): Promise<void> {
  for (const table of Object.keys(COLUMNS)) {
    expect(JSON.stringify(await query(`select * from ${table}`)), table).not.toMatch(/U1005|\b1005\b/);
  }
}

/** A digest of Tom's about the people who report to Anna. */
function addDigestOfReports(store: Store) {
  const who = {
    kind: "some",
    of: [
      { kind: "reports", id: "1005" },
      { kind: "unit", id: "7" },
    ],
  } as const;
  return store.addDigest(
    {
      id: "of reports",
      setup: { ...DAILY, weekdays: [5], who: { ...who, of: [...who.of] } },
      ownerId: TOM,
      since: minute(0),
    },
    { id: "c", digestId: "of reports", at: minute(0), by: TOM, change: "made" },
  );
}

onBothDatabases(
  (newPlace) => {
    it("shows all that somebody left behind, removes it, says what it was, and leaves the others alone", async () => {
      const place = await newPlace();
      const stage = await everything({ env: { DATABASE_URL: place.url } });
      await leaveTraces(stage, "anna");
      await stage.stored(addDigestOfReports);
      const aboutTom = () => stage.stored((store) => store.keptAbout({ slackIds: [TOM], personIds: [TOM_S] }));
      const tom = await aboutTom();

      const { kept, about } = await exported(stage, BY_ADDRESS);
      expect(about).toEqual({ Slack: [ANNA], Personio: ["1005"] });
      expect(Object.fromEntries(Object.entries(kept).map(([heading, rows]) => [heading, (rows as []).length]))).toEqual(
        {
          "Requests for time off, changes and cancellations": 1,
          "Requests of others, under way, that name them as substitute": 0,
          "Absences that were confirmed to them, so that they hear when one is decided or changed": 1,
          "Channel digests that they set up": 1,
          "Channel digests about the people who report to them": 1,
          "What they did with channel digests": 1,
          "What they chose in their settings": 1,
          "Pictures of a month in their direct messages": 1,
          "Notices that told them of somebody whom they mentioned": 1,
          "Notices that told somebody else that they are out": 1,
          "Their leave to set their status in Slack": 1,
        },
      );
      expect(kept["What they chose in their settings"]).toEqual([
        { "Slack user": ANNA, chosen: { muted: ["digests"] } },
      ]);
      expect(kept["Their leave to set their status in Slack"]).toMatchObject([
        { token: "sealed, and not opened here" },
      ]);
      // Others are none of her business.
      expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${TOM}|${stage.id("guel")}`));

      const { code, out } = await say(stage, "forget", "Anna@Morgenrot.example");
      expect(out).toContain(
        [
          "U1005 in Slack, 1005 in Personio",
          "Removed:",
          "  1 × Requests for time off, changes and cancellations",
          "  1 × Absences that were confirmed to them, so that they hear when one is decided or changed",
          "  1 × What they chose in their settings",
          "  1 × Pictures of a month in their direct messages",
          "  1 × Notices that told them of somebody whom they mentioned",
          "  1 × Notices that told somebody else that they are out",
          "  1 × Their leave to set their status in Slack",
          "  The token is revoked at Slack, and a status of the bot's is taken down.",
          "Belongs to a channel, and stays:",
          "  1 × Channel digests that they set up: they are nobody's now, and belong to whoever changes them next (who made the channel, or an admin)",
          "  1 × Channel digests about the people who report to them: without them; one that was about nobody else pauses",
          "  1 × What they did with channel digests: by “somebody” now",
          "Not the bot's to remove:",
        ].join("\n"),
      );
      expect(code).toBe(0);
      expect(stage.statusOf("anna").text).toBe("");
      expect(stage.slack.world.grants.size).toBe(0);
      expect(stage.slack.world.files.size).toBe(0);
      await expectNoTrace(place);
      expect({ ...(await aboutTom()), digests: [] }).toEqual({ ...tom, digests: [], noticesTold: [] });
      const { setup } = (await stage.stored((store) => store.getDigest("of reports"))) ?? expect.fail("it is gone");
      expect(setup.who).toEqual({ kind: "some", of: [{ kind: "unit", id: "7" }] });

      const again = await say(stage, "forget", ANNA);
      expect([again.code, again.out]).toEqual([0, expect.stringContaining("Nothing is kept about them.")]);
    });

    it("knows who left Slack and Personio by what stands beside their id", async () => {
      const place = await newPlace();
      const stage = await wholeBot({ env: { DATABASE_URL: place.url }, prepare: forgetAnnaOutside });
      const store = await place.open();
      await confirm(store);
      await addDigestOfReports(store);
      const { about, notes } = await exported(stage, `<@${ANNA}>`);
      expect(about).toEqual({ Slack: [ANNA], Personio: ["1005"] });
      expect(notes).toEqual(["Slack does not know U1005 (any more).", "Personio does not know them (any more)."]);
      expect((await say(stage, "forget", ANNA)).code).toBe(0);
      await expectNoTrace(place);
    });

    it("finds one who left Slack, and whom Personio still has, by their address", async () => {
      const place = await newPlace();
      const stage = await wholeBot({
        env: { DATABASE_URL: place.url },
        prepare: ({ slack }) => {
          Object.assign(slack.world.users.find(({ id }) => id === ANNA) ?? {}, { deleted: true });
        },
      });
      await confirm(await place.open());
      expect((await exported(stage, BY_ADDRESS)).about).toEqual({ Slack: [ANNA], Personio: ["1005"] });
    });
  },
  { alsoNewer: isLong },
);

function forgetAnnaOutside({ slack, personio }: Unstarted) {
  slack.world.users = slack.world.users.filter(({ id }) => id !== ANNA);
  const { world } = personio.state;
  world.persons = world.persons.filter(({ id }) => id !== "1005");
}

/** An absence that was confirmed to somebody. */
function confirm(
  store: Store,
  periodId = "p",
  [slackUserId, personId]: [string, string] = [ANNA, "1005"],
  absenceTypeId = "t",
) {
  const told = { id: periodId, personId, absenceTypeId, first: FIRST, last: null, status: "APPROVED" } as const;
  return store.saveConfirmation({ periodId, slackUserId, personId, told, isPending: false });
}
const FIRST = { day: "2026-12-01", half: "FIRST_HALF" } as const;

/** What another process does with the store of a bot. */
async function stored<T>({ config }: Stage, ask: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(config.DATABASE_URL);
  try {
    return await ask(store);
  } finally {
    await store.close();
  }
}

describe("while something is under way", () => {
  it("removes nothing, says what it is, and removes it when it is settled", async () => {
    const stage = await wholeBot();
    await stored(stage, async (store) => {
      await store.savePreferences(ANNA, { language: "de" });
      await store.addErrand(errand("1", { slackUserId: ANNA, personId: "1005", madeAt: stage.world.clock() }));
      await store.claimErrand("a dead process", stage.world.clock(), 60_000);
    });
    const refused = await say(stage, "forget", ANNA);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(
      /^Nothing is removed, since something is under way:\n {2}a request of 2026-11-23T.*, not settled in Personio yet\n/,
    );
    expect(await stored(stage, (store) => store.getPreferences(ANNA))).toEqual({ language: "de" });
    stage.pass(120_000);
    await stage.round();
    await expect.poll(async () => (await say(stage, "forget", ANNA)).code, { interval: 300 }).toBe(0);
  });

  it("waits for somebody else's request, too, that names them as substitute", async () => {
    const stage = await wholeBot();
    const timeOff = { ...TIME_OFF, substituteId: "1005" };
    const task = { kind: "create", timeOff } as const;
    await stored(stage, (store) => store.addErrand(errand("1", { slackUserId: TOM, personId: TOM_S, task })));
    const { code, err } = await say(stage, "forget", BY_ADDRESS);
    expect(code).toBe(1);
    expect(err).toMatch(/a request of somebody else of .*, with them as substitute/);
    const { kept } = await exported(stage, BY_ADDRESS);
    expect(kept["Requests of others, under way, that name them as substitute"]).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`${TOM}|${timeOff.comment}`));
  });
});

describe("what cannot be done", () => {
  it("is answered with code 2 and how to ask, where it was asked wrongly", async () => {
    const stage = await wholeBot();
    const { code, out, err } = await say(stage, "forget", "anna");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^npm run forget -- <Slack user or e-mail>/);
  });

  it("asks for the Slack id where an address leads nowhere", async () => {
    const { code, out, err } = await say(await wholeBot(), "export", "nobody@morgenrot.example");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^Slack does not know nobody@morgenrot.example \(any more\)\.\n[\s\S]*Copy member ID/);
  });

  it("takes nobody for whose address Slack has not confirmed", async () => {
    const stage = await wholeBot();
    const { about } = await exported(stage, stage.id("unsure"));
    expect(about).toEqual({ Slack: [stage.id("unsure")], Personio: [] });
  });

  it.each(["Slack", "Personio"])("removes nothing while %s does not answer", async (which) => {
    const stage = await wholeBot();
    await stored(stage, (store) => store.savePreferences(ANNA, { language: "de" }));
    if (which === "Slack") stage.slack.failNext("auth.test", { status: 500 }, 9);
    else stage.personio.state.settings.isDown = true;
    const { code, out, err } = await say(stage, "forget", BY_ADDRESS);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(which === "Slack" ? /^Slack does not answer the bot/ : /^Personio is not answering/);
    expect(await stored(stage, (store) => store.getPreferences(ANNA))).toEqual({ language: "de" });
  });

  it("is said when there is no database, and none is made", async () => {
    const stage = await wholeBot();
    const folder = temporaryFolder();
    const config = { ...stage.config, DATABASE_URL: `file:${folder}/other.db` };
    const { code, err } = await say({ ...stage, config }, "forget", ANNA);
    expect([code, err]).toEqual([1, expect.stringMatching(/^There is no database .*other\.db/)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is said of a token and a picture that Slack does not remove, which the bot removes later", async () => {
    const stage = await everything();
    await stage.allow("anna");
    await stage.stored((store) => store.keepPictures(["F1"], stage.world.clock(), minute(9999), ANNA));
    stage.slack.failNext("auth.revoke", { status: 500 }, 9);
    stage.slack.failNext("files.delete", { status: 500 }, 3);
    const { code, out } = await say(stage, "forget", ANNA);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ Slack did not revoke their token/);
    expect(out).toMatch(/✗ Slack did not remove a picture of theirs: a running bot tries it again/);
    await stage.round();
    await expect.poll(() => stage.stored((store) => store.duePictures(minute(9999), 9))).toEqual([]);
  });
});

it("leaves no trace in the files of the database, while a bot has them open", async () => {
  const stage = await wholeBot();
  await stored(stage, async (store) => {
    // So many rows that they wander from page to page.
    for (let n = 0; n < 120; n++) {
      const whose: [string, string] = n % 3 === 0 ? [ANNA, "1005"] : [`U${n}`, `${n}`];
      await confirm(store, `p${(n * 31) % 700}`, whose, "x".repeat((n * 7919) % 900));
      await store.claimNotices({ writerId: `U${n}`, channel: `C${n}`, day: "2026-11-23" }, [ANNA, TOM]);
    }
  });
  const written = () =>
    readdirSync(stage.folder)
      .map((file) => readFileSync(join(stage.folder, file), "latin1"))
      .join();
  expect(written()).toContain(ANNA);
  expect((await say(stage, "forget", ANNA)).code).toBe(0);
  expect(written()).not.toContain(ANNA);
  expect((await stage.ask("anna", "/whosout")).text).toMatch(/out this week/);
});

it("lets a digest of somebody who was forgotten go on; it is that of whoever changes it next", async () => {
  const stage = await wholeBot({
    prepare: ({ slack }) => {
      const gerd = slack.world.users.find(({ name }) => name === "gerd");
      if (gerd) gerd.is_admin = true;
    },
  });
  await stored(stage, (store) =>
    store.addDigest(
      { id: "d", setup: DAILY, ownerId: ANNA, since: minute(0) },
      { id: "c", digestId: "d", at: minute(0), by: ANNA, change: "made" },
    ),
  );
  await say(stage, "forget", ANNA);
  const list = await stage.ask("gerd", "/digest liste");
  expect(list.text).toMatch(/Eingerichtet von jemandem am/);
  const me = stage.id("gerd");
  await stage.slack.press(me, list, "Bearbeiten");
  await stage.slack.nextForm(me, ({ submit }) => submit !== undefined);
  await stage.slack.submit(me);
  const mine = await stored(stage, (store) => store.digestsOf({ ownerId: me }));
  expect(mine.map(({ setup }) => setup.channel)).toEqual([GENERAL]);
});
