import Libsql from "libsql";
import { expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder, wholeBot } from "../whole-bot.ts";

it("answers in the language that somebody chose, else as their Slack is set", async () => {
  const folder = temporaryFolder();
  const store = await openStore(`file:${folder}/whosout.db`);
  const { ask, id } = await wholeBot({ folder });
  expect((await ask("felix", "/whosout today")).text).toMatch(/people out today/);
  await store.savePreferences(id("felix"), { language: "de" });
  expect((await ask("felix", "/whosout today")).text).toMatch(/Heute/);
  // What went wrong, too.
  expect((await ask("felix", "/whosout 30 Feb")).text).toMatch(/steht in keinem Kalender/);
  await store.savePreferences(id("felix"), {});
  expect((await ask("felix", "/whosout today")).text).toMatch(/people out today/);
  await store.close();
});

it("answers without the preferences when the store cannot tell them", async () => {
  const folder = temporaryFolder();
  const { ask, logged } = await wholeBot({ folder });
  const file = new Libsql(`${folder}/whosout.db`);
  file.exec("drop table preferences");
  file.close();
  expect((await ask("felix", "/whosout today")).text).toMatch(/people out today/);
  expect(logged.join("")).toContain("preferences could not be read");
});
