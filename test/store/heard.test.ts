import { expect, it } from "vitest";
import { onBothDatabases } from "./places.ts";

const at = (time: string) => new Date(`2026-11-23T${time}:00Z`);
const heard = (...ids: string[]) => ids.map((id) => ({ id, periodId: `period-${id}` }));

onBothDatabases((newPlace) => {
  it("what one process hears of absences, the others read, and nobody after a day", async () => {
    const place = await newPlace();
    const store = await place.open();
    await store.noteHeard(heard("1", "2"), "a", at("08:00"));
    await store.noteHeard(heard("3"), "b", at("09:00"));
    expect(await store.heardByOthers("a", at("07:00"))).toEqual(heard("3"));
    expect(await store.heardByOthers("c", at("07:00"))).toEqual(heard("1", "2", "3"));
    expect(await store.heardByOthers("c", at("08:00"))).toEqual(heard("3"));
    await store.forgetShortLived(new Date(at("08:30").getTime() + 24 * 3_600_000));
    expect(await store.heardByOthers("c", at("07:00"))).toEqual(heard("3"));
  });
});
