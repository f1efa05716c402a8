import { expect, it } from "vitest";
import type { Shown } from "../../src/domain/status.ts";
import { MINUTE, minute, onBothDatabasesAndNewer } from "./places.ts";

const NOTICE = { writerId: "U1", channel: "C1", day: "2026-11-23" } as const;
const SHOWN: Shown = { status: { text: "Out", emoji: ":date:", expiration: 0 }, periodId: "p", facts: "f" };

onBothDatabasesAndNewer((newPlace) => {
  it("gives a notice to one alone, however many ask at once, of whatever process", async () => {
    const place = await newPlace();
    const [one, other] = [await place.open(), await place.open()];
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).claimNotices(NOTICE, ["U2", "U3"])),
    );
    expect(claims.flat().sort()).toEqual(["U2", "U3"]);
    expect(await one.claimNotices(NOTICE, ["U3", "U4"])).toEqual(["U4"]);
    expect(await one.claimNotices({ ...NOTICE, channel: "C2" }, ["U2"])).toEqual(["U2"]);
    expect(await one.claimNotices({ ...NOTICE, day: "2026-11-24" }, ["U2"])).toEqual(["U2"]);
    expect(await one.claimNotices(NOTICE, [])).toEqual([]);
  });

  it("forgets notices when their day is over everywhere, and used states when their time is", async () => {
    const store = await (await newPlace()).open();
    await store.claimNotices(NOTICE, ["U2"]);
    expect(await store.takeOnce("s", minute(10))).toBe(true);
    await store.forgetShortLived(new Date("2026-11-24T11:59:00Z"));
    expect(await store.claimNotices(NOTICE, ["U2"])).toEqual([]);
    expect(await store.takeOnce("s", minute(10))).toBe(true);
    await store.forgetShortLived(new Date("2026-11-24T12:01:00Z"));
    expect(await store.claimNotices(NOTICE, ["U2"])).toEqual(["U2"]);
  });

  it("uses a state up once, whoever comes first", async () => {
    const place = await newPlace();
    const stores = [await place.open(), await place.open()];
    const taken = await Promise.all([...stores, ...stores].map((store) => store.takeOnce("s", minute(10))));
    expect(taken.filter(Boolean)).toHaveLength(1);
    await stores[0]?.forgetShortLived(minute(5));
    expect(await stores[1]?.takeOnce("s", minute(10))).toBe(false);
  });

  it("keeps a token and what was shown, for one worker at a time, also after a restart", async () => {
    const place = await newPlace();
    const store = await place.open();
    await store.saveStatusLink("U1", "sealed");
    const [a, b] = await Promise.all([
      store.claimStatusLink("U1", "a", minute(0), MINUTE),
      store.claimStatusLink("U1", "b", minute(0), MINUTE),
    ]);
    expect([a, b].filter(Boolean)).toEqual([{ slackUserId: "U1", token: "sealed" }]);
    const [mine, others] = a ? ["a", "b"] : ["b", "a"];
    const link = { slackUserId: "U1", token: "sealed", shown: SHOWN, leftAlone: "p" };
    expect(await store.noteStatusLink(link, others ?? "", minute(0))).toBe(false);
    expect(await store.noteStatusLink(link, mine ?? "", minute(5))).toBe(true);
    await store.close();
    const again = await place.open();
    expect(await again.getStatusLink("U1")).toEqual(link);
    expect(await again.claimStatusLink("U1", "c", minute(4), MINUTE)).toBeUndefined();
    expect(await again.claimStatusLink("U1", "c", minute(5), MINUTE)).toEqual(link);
  });

  it("takes a new token in place of one before, and keeps what was shown", async () => {
    const store = await (await newPlace()).open();
    await store.saveStatusLink("U1", "one");
    await store.claimStatusLink("U1", "w", minute(0), MINUTE);
    await store.noteStatusLink({ slackUserId: "U1", token: "one", shown: SHOWN }, "w", minute(60));
    await store.saveStatusLink("U1", "two");
    expect(await store.claimStatusLink("U1", "w", minute(1), MINUTE)).toEqual({
      slackUserId: "U1",
      token: "two",
      shown: SHOWN,
    });
  });

  it("removes one, and all, and says what there was", async () => {
    const store = await (await newPlace()).open();
    for (const id of ["U1", "U2", "U3"]) await store.saveStatusLink(id, `of ${id}`);
    expect(await store.removeStatusLink("U1")).toEqual({ slackUserId: "U1", token: "of U1" });
    expect(await store.removeStatusLink("U1")).toBeUndefined();
    expect((await store.statusLinks()).map(({ slackUserId }) => slackUserId)).toEqual(["U2", "U3"]);
    expect(await store.removeStatusLinks()).toBe(2);
    expect(await store.statusLinks()).toEqual([]);
  });
});
