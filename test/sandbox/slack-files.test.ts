import { describe, expect, it } from "vitest";
import { ANNA, GENERAL, refusal, workspace } from "./workspace.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

async function uploaded(file = PNG, filename = "a.png") {
  const place = await workspace();
  const { files } = (await place.client.filesUploadV2({ file_uploads: [{ file, filename, title: "A" }] })) as {
    files: { files: { id: string }[] }[];
  };
  return { ...place, id: files[0]?.files[0]?.id ?? "" };
}
const showing = (slack_file: { id: string }) => ({
  channel: GENERAL,
  text: "a picture",
  blocks: [{ type: "image" as const, slack_file, alt_text: "a picture" }],
});

describe("a file", () => {
  it("comes by Slack's own client, as it was sent, and is shown by a message once Slack has looked at it", async () => {
    const { slack, client, pass, id } = await uploaded();
    expect(slack.world.files.get(id)).toMatchObject({ name: "a.png", title: "A", content: PNG });
    const why = await refusal(client.chat.postMessage(showing({ id })));
    expect(why).toMatchObject({
      error: "invalid_blocks",
      errors: ["invalid slack file [json-pointer:/blocks/0/slack_file]"],
    });
    pass(1000);
    await client.chat.postMessage(showing({ id }));
    expect(slack.seenBy(ANNA, GENERAL)).toHaveLength(1);
  });

  it("is shown by nothing when it is none, unknown or deleted", async () => {
    const text = await uploaded(Buffer.from("hello"), "a.txt");
    text.pass(1000);
    expect(await refusal(text.client.chat.postMessage(showing({ id: text.id })))).toMatchObject({
      error: "invalid_blocks",
    });
    const { client, pass, id } = await uploaded();
    pass(1000);
    await client.files.delete({ file: id });
    for (const one of [id, "F0NOWHERE"]) {
      expect(await refusal(client.chat.postMessage(showing({ id: one })))).toMatchObject({ error: "invalid_blocks" });
      expect(await refusal(client.files.delete({ file: one }))).toMatchObject({ error: "file_not_found" });
    }
  });

  it("needs the scope, and comes at no other address and no other length than was said", async () => {
    const { slack, client } = await workspace({ scopes: ["chat:write"] });
    expect(await refusal(client.files.getUploadURLExternal({ filename: "a.png", length: 1 }))).toMatchObject({
      error: "missing_scope",
      needed: "files:write",
    });
    slack.world.scopes.push("files:write");
    const { upload_url = "", file_id = "" } = await client.files.getUploadURLExternal({
      filename: "a.png",
      length: 16,
    });
    expect((await fetch(upload_url, { method: "POST", body: "short" })).status).toBe(400);
    expect((await fetch(`${upload_url}0`, { method: "POST", body: PNG })).status).toBe(404);
    expect(await refusal(client.files.completeUploadExternal({ files: [{ id: file_id }] }))).toMatchObject({
      error: "file_not_found",
    });
    expect((await fetch(upload_url, { method: "POST", body: PNG })).status).toBe(200);
    await client.files.completeUploadExternal({ files: [{ id: file_id }] });
  });

  it("is told about with its kind when Slack knows it", async () => {
    const { slack, client, pass, id } = await uploaded();
    slack.world.scopes.push("files:read");
    expect((await client.files.info({ file: id })).file?.mimetype).toBe("");
    pass(1000);
    expect((await client.files.info({ file: id })).file?.mimetype).toBe("image/png");
  });
});

describe("a message", () => {
  it("has an address, and is deleted by the bot that said it, once", async () => {
    const { slack, client } = await workspace();
    const { channel = "", ts = "" } = await client.chat.postMessage({ channel: ANNA, text: "hello" });
    expect((await client.chat.getPermalink({ channel, message_ts: ts })).permalink).toBe(
      `https://sandbox.slack.com/archives/${channel}/p${ts.replace(".", "")}`,
    );
    await client.chat.delete({ channel, ts });
    expect(slack.seenBy(ANNA, ANNA)).toEqual([]);
    expect(await refusal(client.chat.delete({ channel, ts }))).toMatchObject({ error: "message_not_found" });
    expect(await refusal(client.chat.getPermalink({ channel, message_ts: ts }))).toMatchObject({
      error: "message_not_found",
    });
  });
});
