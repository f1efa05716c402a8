import type { RespondFn } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { describe, expect, it } from "vitest";
import { answerAll } from "../../src/commands/answer.ts";

/** An address that gives these answers, one after the other, and what was said there. */
function address(answers: (Response | Error)[]) {
  const said: string[] = [];
  const respond: RespondFn = async (message) => {
    const blocks = typeof message === "object" && "blocks" in message ? message.blocks : [];
    said.push(JSON.stringify(blocks));
    const next = answers.shift();
    if (!(next instanceof Response)) throw next;
    return next;
  };
  return { respond, said, client: new WebClient() };
}
const message = { text: "all of it", blocks: [{ type: "divider" as const }], plain: [] };

describe("the plain form is sent", () => {
  it.each([
    ["a refusal by status", Object.assign(new Error("refused"), { statusCode: 400 })],
    ["a refusal in JSON", new Response('{"ok": false, "error": "invalid_blocks"}')],
    ["a refusal in a word", new Response("invalid_blocks")],
  ])("after %s", async (_name, refusal) => {
    const via = address([refusal, new Response("ok")]);
    await answerAll(via, message);
    expect(via.said).toEqual(['[{"type":"divider"}]', "[]"]);
  });

  it.each([
    ["ok", [new Response("ok")]],
    ["a JSON that says ok", [new Response('{"ok":true}')]],
  ])("not after %s", async (_name, answers) => {
    const via = address(answers);
    await answerAll(via, message);
    expect(via.said).toHaveLength(1);
  });

  it("not when nobody knows whether the first arrived", async () => {
    const via = address([new TypeError("fetch failed"), new Response("ok")]);
    await expect(answerAll(via, message)).rejects.toThrow("fetch failed");
    expect(via.said).toHaveLength(1);
  });
});
