import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const folder = join(import.meta.dirname, "../../src/texts");

it("German has one word for a channel: Slack's own", () => {
  for (const name of readdirSync(folder).filter((one) => one.startsWith("de"))) {
    expect(readFileSync(join(folder, name), "utf8")).not.toMatch(/Kan[aä]l/);
  }
});
