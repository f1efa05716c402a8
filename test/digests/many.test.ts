import { expect, it } from "vitest";
import { errandsStage } from "../errands/stage.ts";
import { onBothDatabases } from "../store/places.ts";

const MINUTE = 60_000;
const DIGESTS = 200;
/** As many as a process has with Slack at a time: so many of them can be posted and not noted when it ends. */
const AT_SLACK = 2;

onBothDatabases((newPlace) => {
  it("posts two hundred digests at one minute from three processes that keep dying: each once, but for those in hand at a death", async () => {
    const { url } = await newPlace();
    const stage = await errandsStage({ DATABASE_URL: url });
    const ids = Array.from({ length: DIGESTS }, (_, index) => `d${index}`);
    for (const id of ids) await stage.digest({ channel: Number(id.slice(1)) % 2 ? "C0GENERAL" : "C0PRIVATE" }, id);
    let deaths = 0;
    const { store } = await stage.live();
    const settled = async () => (await store.lastDeliveries(ids)).size;
    // Any numbers will do that do not repeat; the same ones each time, so that a failure comes again.
    for (let round = 0; round < 40 && (await settled()) < DIGESTS; round++) {
      const lives = await Promise.all([0, 1, 2].map((one) => stage.live(40 + ((round * 97 + one * 61) % 211))));
      await Promise.all(lives.map((life) => life.post()));
      await Promise.all(lives.map((life) => life.bury()));
      deaths += lives.filter(({ life }) => life.steps >= life.endsAt).length;
      // Their leases end, and nobody is in doubt any longer.
      stage.pass(6 * MINUTE);
    }
    const told = [...stage.inChannel(), ...stage.inChannel("C0PRIVATE")].map(
      ({ metadata }) => metadata?.event_payload.digest,
    );
    // Two processes that end between asking Slack and noting its answer are one too many: nobody asks a third time, and that is noted.
    const lost = [...(await store.lastDeliveries(ids))]
      .filter(([, { outcome }]) => outcome === "lost")
      .map(([id]) => id);
    expect(new Set([...told, ...lost]).size).toBe(DIGESTS);
    expect(deaths).toBeGreaterThan(5);
    const times = ids.map((id) => told.filter((one) => one === id).length);
    expect(times.filter((count) => count > 2)).toEqual([]);
    // Each death leaves as many in doubt as were with Slack; one that is lost was so at two of them.
    const twice = times.filter((count) => count === 2).length;
    expect(twice + 2 * lost.length).toBeLessThanOrEqual(deaths * AT_SLACK);
  }, 120_000);
});
