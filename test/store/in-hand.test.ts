import { describe, expect, it } from "vitest";
import { wholeBot } from "../whole-bot.ts";
import { POSTGRES, queryPostgres } from "./places.ts";

describe.skipIf(!POSTGRES)("while PostgreSQL is asked", () => {
  it("no pause of the bot's passes, however long it takes", async () => {
    const { world } = await wholeBot();
    const order: string[] = [];
    await Promise.all([
      queryPostgres("select pg_sleep(0.2)").then(() => order.push("answer")),
      world.sleep(1000).then(() => order.push("pause")),
    ]);
    expect(order).toEqual(["answer", "pause"]);
  });
});
