import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import { settingsFor } from "../../sandbox/settings.ts";
import { createSlackStandIn } from "../../sandbox/slack.ts";
import { DAILY } from "../errands/stage.ts";
import { onBothDatabases } from "../store/places.ts";

const DIGESTS = 200;
const PROCESSES = 3;
/** How often each of them is killed, before it may live on and finish the work. */
const KILLS = 4;
/** After how many more messages, of whichever process, one is killed at the most: together fewer than there are, so that work is left. */
const MOST_MESSAGES = 12;
/** As many as a process has with Slack at a time: so many of them can be posted and not noted when it ends. */
const AT_SLACK = 2;
/** A lease of ninety seconds ends after three. */
const FASTER = 30;
const BEGAN_AT = Date.parse("2026-11-23T08:00:30Z");
const CHILD = fileURLToPath(new URL("./process.ts", import.meta.url));

const setup = { ...DAILY, followsTheDay: false };

onBothDatabases((newPlace) => {
  it("three processes killed with SIGKILL while 200 digests fall due post each once", async () => {
    const began = Date.now();
    const clock = () => new Date(BEGAN_AT + (Date.now() - began) * FASTER);
    const company = createCompany("2026-11-23");
    const slack = await createSlackStandIn({ ...company.slack, clock });
    onTestFinished(() => slack.close());
    const personio = await createPersonioStandIn({ world: company.personio, clock });
    onTestFinished(() => personio.close());
    const place = await newPlace();
    const store = await place.open();
    const ids = Array.from({ length: DIGESTS }, (_, index) => `d${index}`);
    for (const id of ids) {
      const change = { id: `made ${id}`, digestId: id, at: clock(), change: "made" } as const;
      await store.addDigest({ id, setup, ownerId: "U1005", since: new Date("2026-11-20T12:00:00Z") }, change);
    }

    const env = {
      PATH: process.env.PATH ?? "",
      ...settingsFor(slack, personio),
      DATABASE_URL: place.url,
      BEGAN: `${began}`,
      BEGAN_AT: `${BEGAN_AT}`,
      FASTER: `${FASTER}`,
    };
    let deaths = 0;
    const isDone = async () => (await store.lastDeliveries(ids)).size === DIGESTS;
    const messages = async (count: number) => {
      let position = slack.world.position();
      for (let one = 0; one < count; one++) {
        ({ position } = await slack.world.changeFrom(position, ({ to }) => to === undefined).found);
      }
    };
    const lives = Array.from({ length: PROCESSES }, async () => {
      for (let life = 0; life <= KILLS; life++) {
        const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), CHILD], { env });
        onTestFinished(() => void child.kill("SIGKILL"));
        const ended = once(child, "close");
        await Promise.race([once(child.stdout, "data"), ended]);
        if (life === KILLS) {
          while (!(await isDone())) await pause(100);
        } else {
          await messages(1 + Math.floor(Math.random() * MOST_MESSAGES));
          // Any moment of the work, not only the one at which Slack has just got a message.
          await pause(Math.random() * 20);
          deaths += 1;
        }
        child.kill("SIGKILL");
        await ended;
      }
    });
    await Promise.all(lives);

    const told = slack.seenBy("U1005", setup.channel).map(({ metadata }) => String(metadata?.event_payload.digest));
    const times = ids.map((id) => told.filter((one) => one === id).length);
    const outcomes = await store.lastDeliveries(ids);
    // Twice without an answer: nobody asks a third time, and that is noted.
    const lost = ids.filter((id) => outcomes.get(id)?.outcome === "lost");
    const untold = ids.filter((id, index) => times[index] === 0 && !lost.includes(id));
    expect(deaths).toBe(PROCESSES * KILLS);
    expect(untold).toEqual([]);
    expect(times.filter((count) => count > 2)).toEqual([]);
    // Whatever was with Slack at the moment of a death, and nothing else; one that is lost was so at two of them.
    const twice = times.filter((count) => count === 2).length;
    expect(twice + 2 * lost.length).toBeLessThanOrEqual(deaths * AT_SLACK);
    console.info(`${deaths} deaths: of ${DIGESTS} digests ${twice} posted twice, ${lost.length} lost`);
  }, 180_000);
});

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
