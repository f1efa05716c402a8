import { expect, it } from "vitest";
import type { Errand, Outcome, Task } from "../../src/domain/errand.ts";
import { errand, MINUTE, minute, onBothDatabasesAndNewer, TIME_OFF } from "./places.ts";

const LEASE = 2 * MINUTE;

const KINDS: Record<string, Partial<Errand>> = {
  "a request": {},
  "a change, from an open form": { task: { kind: "change", periodId: "p1", timeOff: TIME_OFF }, viewId: "V1" },
  "a cancellation without an end": { task: { kind: "cancel", periodId: "p1", timeOff: { ...TIME_OFF, last: null } } },
  "a notice": { task: { kind: "notice", periodId: "p1" } },
  "a comment in any letters": {
    task: { kind: "create", timeOff: { ...TIME_OFF, comment: 'O\'Brien "–" \\ \0 \u{1F334} \ud83c %s $1 ?\n' } },
  },
  "one that was sent": { sent: { at: minute(1), before: ["p1", "p2"] } },
  "one that is done": { sent: { at: minute(1), before: [] }, outcome: { kind: "done", periodId: "p1" } },
};

onBothDatabasesAndNewer((newPlace) => {
  it.each(Object.keys(KINDS))("reads back %s as it was kept", async (kind) => {
    const { open } = await newPlace();
    const kept = errand("1", KINDS[kind]);
    await (await open()).addErrand(kept);
    expect(await (await open()).getErrand("1")).toEqual(kept);
  });

  it("knows nothing of an errand that was never kept", async () => {
    const store = await (await newPlace()).open();
    expect(await store.getErrand("1")).toBeUndefined();
    expect(await store.claimErrand("a", minute(1), LEASE)).toBeUndefined();
    expect(await store.noteErrand("1", "a", {}, minute(1), LEASE)).toBe(false);
    expect(await store.closeErrand("1", "a", minute(1))).toBe(false);
    expect(await store.releaseErrand("1", "a", minute(1))).toBe(false);
  });

  it("keeps the first errand of an id and says so of no other, also when they arrive at the same moment", async () => {
    const { open } = await newPlace();
    const stores = [await open(), await open()];
    const added = await Promise.all(
      Array.from({ length: 10 }, (_, nr) => stores[nr % 2]?.addErrand(errand("1", { viewId: `V${nr}` }))),
    );
    expect(added.filter(Boolean)).toEqual([true]);
    expect(await stores[0]?.getErrand("1")).toMatchObject({ viewId: `V${added.indexOf(true)}` });
    expect(await stores[0]?.addErrand(errand("1", { viewId: "another" }))).toBe(false);
  });

  it("hands out the oldest first, each to one worker, whichever was kept first", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("younger", { madeAt: minute(2) }));
    await store.addErrand(errand("older", { madeAt: minute(1) }));
    expect(await store.claimErrand("a", minute(3), LEASE)).toEqual(errand("older", { madeAt: minute(1) }));
    expect(await store.claimErrand("b", minute(3), LEASE)).toMatchObject({ id: "younger" });
    expect(await store.claimErrand("c", minute(3), LEASE)).toBeUndefined();
  });

  it("hands out an errand again when the lease is over, and not a moment earlier", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    expect(await store.claimErrand("b", new Date(minute(2).getTime() - 1), LEASE)).toBeUndefined();
    expect(await store.claimErrand("b", minute(2), LEASE)).toMatchObject({ id: "1" });
  });

  it("lets a worker that was late go on as long as nobody has taken over", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    expect(await store.noteErrand("1", "a", {}, minute(60), LEASE)).toBe(true);
    expect(await store.claimErrand("b", minute(61), LEASE)).toBeUndefined();
  });

  it("does not listen to a worker whose errand was taken over", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    await store.claimErrand("b", minute(5), LEASE);
    const outcome: Outcome = { kind: "done", periodId: "p1" };
    expect(await store.noteErrand("1", "a", { outcome }, minute(5), LEASE)).toBe(false);
    expect(await store.closeErrand("1", "a", minute(5))).toBe(false);
    expect(await store.releaseErrand("1", "a", minute(5))).toBe(false);
    expect(await store.getErrand("1")).toEqual(errand("1"));
    expect(await store.claimErrand("c", minute(6), LEASE)).toBeUndefined();
    expect(await store.noteErrand("1", "b", { outcome }, minute(6), LEASE)).toBe(true);
  });

  it("notes what is given, keeps what is not, and renews the lease each time", async () => {
    const store = await (await newPlace()).open();
    const sent = { at: minute(1), before: ["p0"] };
    const outcome: Outcome = { kind: "done", periodId: "p1" };
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    expect(await store.noteErrand("1", "a", { sent }, minute(1), LEASE)).toBe(true);
    expect(await store.noteErrand("1", "a", {}, minute(2), LEASE)).toBe(true);
    expect(await store.getErrand("1")).toEqual(errand("1", { sent }));
    expect(await store.noteErrand("1", "a", { outcome }, minute(3), LEASE)).toBe(true);
    expect(await store.getErrand("1")).toEqual(errand("1", { sent, outcome }));
    expect(await store.claimErrand("b", minute(4), LEASE)).toBeUndefined();
    expect(await store.claimErrand("b", minute(5), LEASE)).toEqual(errand("1", { sent, outcome }));
  });

  it("hands out what was given back from the agreed moment on", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    expect(await store.releaseErrand("1", "a", minute(10))).toBe(true);
    expect(await store.noteErrand("1", "a", {}, minute(1), LEASE)).toBe(false);
    expect(await store.claimErrand("a", minute(9), LEASE)).toBeUndefined();
    expect(await store.claimErrand("a", minute(10), LEASE)).toMatchObject({ id: "1" });
  });

  it("hands out one person's errands one after the other, and keeps nobody else waiting", async () => {
    const store = await (await newPlace()).open();
    const claimed = async (at: number) => (await store.claimErrand("a", minute(at), LEASE))?.id;
    await store.addErrand(errand("anna 1", { personId: "anna", madeAt: minute(1) }));
    await store.addErrand(errand("anna 2", { personId: "anna", madeAt: minute(2) }));
    await store.addErrand(errand("anna 3", { personId: "anna", madeAt: minute(2) }));
    await store.addErrand(errand("ben 1", { personId: "ben", madeAt: minute(3) }));
    expect(await claimed(4)).toBe("anna 1");
    expect(await claimed(4)).toBe("ben 1");
    expect(await claimed(4)).toBeUndefined();
    await store.releaseErrand("anna 1", "a", minute(10));
    expect(await claimed(5)).toBeUndefined();
    await store.noteErrand("ben 1", "a", {}, minute(9), LEASE);
    expect(await claimed(10)).toBe("anna 1");
    await store.closeErrand("anna 1", "a", minute(10));
    expect(await claimed(10)).toBe("anna 2");
    await store.closeErrand("anna 2", "a", minute(10));
    expect(await claimed(10)).toBe("anna 3");
  });

  it("hands out a person's next while their last one waits to be told, but not while it is being told", async () => {
    const store = await (await newPlace()).open();
    const done = { outcome: { kind: "done", periodId: "p1" } } as const;
    await store.addErrand(errand("last", { personId: "1", madeAt: minute(1) }));
    await store.addErrand(errand("next", { personId: "1", madeAt: minute(2) }));
    await store.claimErrand("a", minute(3), LEASE);
    await store.noteErrand("last", "a", done, minute(3), LEASE);
    expect(await store.claimErrand("b", minute(4), LEASE)).toBeUndefined();
    await store.releaseErrand("last", "a", minute(10));
    expect(await store.claimErrand("b", minute(4), LEASE)).toMatchObject({ id: "next" });
    expect(await store.claimErrand("a", minute(5), LEASE)).toBeUndefined();
  });

  it("finishes what was begun for a person first, also when something older turns up later", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("begun", { personId: "anna", madeAt: minute(2) }));
    await store.claimErrand("a", minute(3), LEASE);
    await store.addErrand(errand("older", { personId: "anna", madeAt: minute(1) }));
    expect(await store.claimErrand("b", minute(4), LEASE)).toBeUndefined();
    expect(await store.claimErrand("b", minute(6), LEASE)).toMatchObject({ id: "begun" });
    await store.closeErrand("begun", "b", minute(6));
    expect(await store.claimErrand("b", minute(6), LEASE)).toMatchObject({ id: "older" });
  });

  it("never hands one errand, or two of one person, to two of many workers", async () => {
    const { open } = await newPlace();
    const stores = [await open(), await open()];
    const ids = Array.from({ length: 36 }, (_, nr) => `${nr}`);
    await Promise.all(ids.map((id) => stores[0]?.addErrand(errand(id, { personId: `person ${Number(id) % 12}` }))));
    const done: string[] = [];
    const busy = new Set<string>();
    const work = async (nr: number): Promise<void> => {
      const store = stores[nr % 2];
      for (let claims = 0; claims < 2000 && store && done.length < ids.length; claims++) {
        const claimed = await store.claimErrand(`worker ${nr}`, minute(1), LEASE);
        if (!claimed) continue;
        expect(busy).not.toContain(claimed.personId);
        busy.add(claimed.personId);
        expect(await store.noteErrand(claimed.id, `worker ${nr}`, {}, minute(1), LEASE)).toBe(true);
        done.push(claimed.id);
        busy.delete(claimed.personId);
        expect(await store.closeErrand(claimed.id, `worker ${nr}`, minute(1))).toBe(true);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, nr) => work(nr)));
    expect(done.sort()).toEqual(ids.sort());
  });

  it("is done with an errand that is closed", async () => {
    const store = await (await newPlace()).open();
    await store.addErrand(errand("1"));
    await store.claimErrand("a", minute(0), LEASE);
    expect(await store.closeErrand("1", "a", minute(1))).toBe(true);
    expect(await store.claimErrand("b", minute(1000), LEASE)).toBeUndefined();
    expect(await store.noteErrand("1", "a", { outcome: { kind: "unknown" } }, minute(1), LEASE)).toBe(false);
    expect(await store.releaseErrand("1", "a", minute(1))).toBe(false);
    expect(await store.closeErrand("1", "a", minute(1))).toBe(false);
    expect(await store.addErrand(errand("1"))).toBe(false);
  });

  const DETAIL = "You are ill already, says Dr. Brinkmann";
  it.each<Exclude<Task, { kind: "notice" }>>([
    { kind: "create", timeOff: TIME_OFF },
    { kind: "change", periodId: "p1", timeOff: TIME_OFF },
    { kind: "cancel", periodId: "p1", timeOff: TIME_OFF },
  ])("wipes comment, substitute and Personio's own words from a closed $kind", async (task) => {
    const { open, query } = await newPlace();
    const store = await open();
    await store.addErrand(errand("1", { task, sent: { at: minute(0), before: [] } }));
    await store.claimErrand("a", minute(0), LEASE);
    const problem = { kind: "personio-refused", status: 400, title: "Refused (Brinkmann)", detail: DETAIL } as const;
    await store.noteErrand("1", "a", { outcome: { kind: "refused", problem } }, minute(0), LEASE);
    const secret = /With the family|4711|Brinkmann/;
    expect(JSON.stringify(await query("select * from errands"))).toMatch(secret);

    await store.closeErrand("1", "a", minute(1));
    expect(JSON.stringify(await query("select * from errands"))).not.toMatch(secret);
    const { comment, substituteId, ...timeOff } = TIME_OFF;
    expect(await store.getErrand("1")).toEqual(
      errand("1", {
        task: { ...task, timeOff },
        sent: { at: minute(0), before: [] },
        outcome: { kind: "refused", problem: { ...problem, title: "", detail: "" } },
      }),
    );
  });

  it("keeps the outcome of what is closed otherwise", async () => {
    const store = await (await newPlace()).open();
    const outcome: Outcome = { kind: "refused", problem: { kind: "overlap", first: TIME_OFF.first, last: null } };
    await store.addErrand(errand("1", { task: { kind: "notice", periodId: "p1" }, outcome }));
    await store.claimErrand("a", minute(0), LEASE);
    await store.closeErrand("1", "a", minute(1));
    expect(await store.getErrand("1")).toEqual(errand("1", { task: { kind: "notice", periodId: "p1" }, outcome }));
  });

  it("forgets what was closed long ago, and nothing that is open", async () => {
    const store = await (await newPlace()).open();
    for (const id of ["open", "old", "recent"]) await store.addErrand(errand(id));
    for (let claims = 0; claims < 3; claims++) await store.claimErrand("a", minute(0), LEASE);
    await store.closeErrand("old", "a", minute(9));
    await store.closeErrand("recent", "a", minute(10));
    expect(await store.forget(minute(10))).toBe(1);
    expect(await store.getErrand("old")).toBeUndefined();
    expect(await store.getErrand("recent")).toBeDefined();
    expect(await store.getErrand("open")).toBeDefined();
    expect(await store.forget(minute(10))).toBe(0);
  });
});
