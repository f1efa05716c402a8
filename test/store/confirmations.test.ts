import { expect, it } from "vitest";
import type { Confirmation } from "../../src/store/store.ts";
import { onBothDatabasesAndNewer } from "./places.ts";

const ANNAS: Confirmation = {
  periodId: "p1",
  slackUserId: "U1",
  personId: "1005",
  message: { channel: "D1", ts: "1795424400.000100" },
  told: {
    id: "p1",
    personId: "1005",
    absenceTypeId: "a1",
    first: { day: "2026-12-24", half: "SECOND_HALF" },
    last: { day: "2026-12-30", half: "SECOND_HALF" },
    status: "PENDING",
  },
  isPending: true,
};

function of(periodId: string, over: Partial<Confirmation["told"]> = {}): Confirmation {
  return { ...ANNAS, periodId, told: { ...ANNAS.told, id: periodId, ...over } };
}

onBothDatabasesAndNewer((newPlace) => {
  it("reads back a confirmation as it was saved, also after a restart", async () => {
    const { open } = await newPlace();
    const hours = of("p2", {
      last: { day: "2026-12-24", half: "SECOND_HALF" },
      times: { from: "13:00", to: "15:30" },
    });
    const settled = { ...hours, isPending: false };
    const store = await open();
    await store.saveConfirmation(ANNAS);
    await store.saveConfirmation(settled);
    await store.close();
    const again = await open();
    expect(await again.getConfirmation("p1")).toEqual(ANNAS);
    expect(await again.getConfirmation("p2")).toEqual(settled);
    expect(await again.getConfirmation("p3")).toBeUndefined();
  });

  it("keeps what was saved last, whole", async () => {
    const store = await (await newPlace()).open();
    await store.saveConfirmation(ANNAS);
    const later = { ...of("p1", { status: "APPROVED", last: null }), isPending: false };
    await store.saveConfirmation(later);
    expect(await store.getConfirmation("p1")).toEqual(later);
  });

  it("keeps no comment", async () => {
    const { open, query } = await newPlace();
    const store = await open();
    await store.saveConfirmation(of("p1", { comment: "With the family" }));
    expect(await store.getConfirmation("p1")).toEqual(ANNAS);
    expect(JSON.stringify(await query("select * from confirmations"))).not.toContain("family");
  });

  it("lists those that are pending", async () => {
    const store = await (await newPlace()).open();
    await store.saveConfirmation(of("p2"));
    await store.saveConfirmation(of("p1"));
    await store.saveConfirmation({ ...of("p3"), isPending: false });
    expect(await store.pendingConfirmations()).toEqual([of("p1"), of("p2")]);
    await store.saveConfirmation({ ...of("p1"), isPending: false });
    expect(await store.pendingConfirmations()).toEqual([of("p2")]);
  });

  it("removes one, and only that", async () => {
    const store = await (await newPlace()).open();
    await store.saveConfirmation(of("p1"));
    await store.saveConfirmation(of("p2"));
    await store.removeConfirmation("p1");
    await store.removeConfirmation("p1");
    expect(await store.getConfirmation("p1")).toBeUndefined();
    expect(await store.getConfirmation("p2")).toEqual(of("p2"));
  });

  it.each<[string, Partial<Confirmation["told"]>, string, boolean]>([
    ["an absence that ended the day before", {}, "2026-12-31", true],
    ["an absence that ends that day", {}, "2026-12-30", false],
    ["an open end within a year", { last: null }, "2027-12-24", false],
    ["an open end after more than a year", { last: null }, "2027-12-26", true],
  ])("of %s, forgets the confirmation or not", async (_, told, before, isForgotten) => {
    const store = await (await newPlace()).open();
    await store.saveConfirmation(of("p1", told));
    expect(await store.forget(new Date(`${before}T12:00:00Z`))).toBe(isForgotten ? 1 : 0);
    expect((await store.getConfirmation("p1")) === undefined).toBe(isForgotten);
  });
});
