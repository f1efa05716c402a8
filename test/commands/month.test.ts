import { expect, it } from "vitest";
import { wholeBot } from "../whole-bot.ts";

it("x", async () => {
  const { ask, slack, id } = await wholeBot();
  const said = await ask("anna", "/whosout month");
  console.log(said.text);
  const all = slack.seenBy(id("anna"), id("anna"));
  console.log(
    JSON.stringify(all.at(-1), null, 1),
    slack.world.calls.map((c) => `${c.method} ${c.ok} ${c.error ?? ""}`),
  );
});
