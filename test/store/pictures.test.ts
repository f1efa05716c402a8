import { expect, it } from "vitest";
import { minute, onBothDatabasesAndNewer } from "./places.ts";

const HERE = { channel: "D1", ts: "1795424400.000100" };

onBothDatabasesAndNewer((newPlace) => {
  it("tells which pictures are to be removed, the oldest first, with the message that shows them, also after a restart", async () => {
    const { open } = await newPlace();
    const store = await open();
    await store.keepPictures(["F2"], minute(0), minute(20));
    await store.keepPictures(["F1", "F3"], minute(0), minute(10));
    await store.placePictures(["F1"], HERE, minute(0));
    expect(await store.duePictures(minute(9), 10)).toEqual([]);
    await store.close();
    const again = await open();
    expect((await again.duePictures(minute(10), 10)).toSorted((a, b) => a.fileId.localeCompare(b.fileId))).toEqual([
      { fileId: "F1", place: HERE },
      { fileId: "F3" },
    ]);
    expect(await again.duePictures(minute(20), 2)).not.toContainEqual({ fileId: "F2" });
  });

  it("has what a message showed before removed at once, and not the message", async () => {
    const store = await (await newPlace()).open();
    await store.keepPictures(["F1", "F2"], minute(0), minute(60));
    await store.placePictures(["F1", "F2"], HERE, minute(0));
    await store.keepPictures(["F3"], minute(5), minute(65));
    await store.placePictures(["F3"], HERE, minute(5));
    expect((await store.duePictures(minute(5), 10)).map(({ fileId, place }) => [fileId, place])).toEqual(
      expect.arrayContaining([
        ["F1", undefined],
        ["F2", undefined],
      ]),
    );
    expect(await store.duePictures(minute(65), 10)).toContainEqual({ fileId: "F3", place: HERE });
  });

  it("leaves a picture to a later round, drops one that is gone, and forgets those that nobody could remove", async () => {
    const store = await (await newPlace()).open();
    await store.keepPictures(["F1", "F2", "F3"], minute(0), minute(1));
    await store.postponePicture("F1", minute(90));
    await store.dropPicture("F2");
    expect(await store.duePictures(minute(2), 10)).toEqual([{ fileId: "F3" }]);
    expect(await store.forget(minute(60 * 24 * 32))).toBe(2);
    expect(await store.duePictures(minute(99), 10)).toEqual([]);
  });

  it("forgets none that is shown still, however short all else is kept", async () => {
    const store = await (await newPlace()).open();
    const monthOn = minute(60 * 24 * 30);
    await store.keepPictures(["F1"], minute(0), monthOn);
    expect(await store.forget(minute(60 * 24 * 29))).toBe(0);
    expect(await store.duePictures(monthOn, 10)).toEqual([{ fileId: "F1" }]);
  });
});
