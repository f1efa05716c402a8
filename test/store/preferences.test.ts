import { expect, it } from "vitest";
import { onBothDatabasesAndNewer } from "./places.ts";

onBothDatabasesAndNewer((newPlace) => {
  it("keeps what somebody chose, the last choice whole, also after a restart, and nothing of others", async () => {
    const { open } = await newPlace();
    const store = await open();
    expect(await store.getPreferences("U1")).toEqual({});
    await store.savePreferences("U1", { language: "de", muted: ["decisions"], isUnannounced: true });
    await store.savePreferences("U2", { muted: ["digests"] });
    await store.savePreferences("U1", { language: "en" });
    await store.close();
    const again = await open();
    expect(await again.getPreferences("U1")).toEqual({ language: "en" });
    expect(await again.getPreferences("U2")).toEqual({ muted: ["digests"] });
  });
});
