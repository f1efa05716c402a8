import { randomBytes } from "node:crypto";
import * as z from "zod";
import { type Params, type Result, refused } from "./slack-result.ts";
import type { World } from "./slack-world.ts";

/** A file that somebody uploads, or did. What is in it comes after its address was asked for, and it counts when that was completed. */
export type SlackFile = {
  id: string;
  name: string;
  title: string;
  length: number;
  content?: Buffer;
  /** From when on Slack has looked at it, in milliseconds; before, no message shows it. */
  readyAt?: number;
};

const MOST_BYTES = 1_000_000_000;
const completed = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);

/** `files.getUploadURLExternal` */
export function uploadUrl(world: World, { filename, length }: Params): Result {
  const bytes = Number(length);
  if (typeof filename !== "string" || filename === "" || !Number.isInteger(bytes) || bytes < 1 || bytes > MOST_BYTES) {
    return refused("invalid_arguments");
  }
  const id = `F${randomBytes(5).toString("hex").toUpperCase()}`;
  world.files.set(id, { id, name: filename, title: filename, length: bytes });
  return { body: { ok: true, upload_url: `${world.origin}/upload/v1/${id}`, file_id: id } };
}

/** What comes to such an address: the file alone, or as the only part of a form, as Slack's own client sends it. */
export function receiveUpload(
  world: World,
  path: string,
  type: string,
  body: Buffer,
): { status: number; body: string } {
  const file = world.files.get(/^\/upload\/v1\/(F\w+)$/.exec(path)?.[1] ?? "");
  if (!file || file.content) return { status: 404, body: "no such upload" };
  const content = contentOf(type, body);
  if (content.length !== file.length) return { status: 400, body: "not as long as was said" };
  file.content = content;
  return { status: 200, body: `OK - ${content.length}` };
}

/** `files.completeUploadExternal`, of files that stay the bot's own: the bot shares none here. */
export function completeUpload(world: World, { files, channel_id, channels }: Params): Result {
  const asked = completed.safeParse(files).data;
  if (!asked) return refused("invalid_arguments");
  if (channel_id !== undefined || channels !== undefined) return refused("not_in_channel");
  const found = asked.flatMap(({ id, title }) => {
    const file = world.files.get(id);
    return file?.content ? [{ file, title }] : [];
  });
  if (found.length < asked.length) return refused("file_not_found");
  for (const { file, title } of found) {
    file.title = title ?? file.title;
    file.readyAt ??= world.clock().getTime() + world.looksMs;
  }
  return { body: { ok: true, files: found.map(({ file }) => shown(file, world)) } };
}

export function fileInfo(world: World, { file }: Params): Result {
  const found = world.files.get(String(file));
  return found?.readyAt === undefined ? refused("file_not_found") : { body: { ok: true, file: shown(found, world) } };
}

export function deleteFile(world: World, { file }: Params): Result {
  return world.files.delete(String(file)) ? { body: { ok: true } } : refused("file_not_found");
}

/** Why Slack shows no such file in a picture's place. */
export function complaintAboutFile(world: World, { id, url }: { id?: string; url?: string }): string | undefined {
  const file = world.files.get(id ?? /-(F[A-Z0-9]+)\//.exec(url ?? "")?.[1] ?? "");
  if (file?.readyAt === undefined || file.readyAt > world.clock().getTime()) return "invalid slack file";
  return isPicture(file) ? undefined : "invalid slack file";
}

/** By how PNG, JPEG and GIF begin. */
const BEGINNINGS = ["89504e470d0a1a0a", "ffd8ff", "47494638"];

function isPicture({ content, name }: SlackFile): boolean {
  const start = content?.subarray(0, 8).toString("hex") ?? "";
  return /\.(png|jpe?g|gif)$/i.test(name) && BEGINNINGS.some((beginning) => start.startsWith(beginning));
}

function shown(file: SlackFile, world: World) {
  const { id, name, title, length, readyAt = 0 } = file;
  // While Slack looks at it, it says no kind.
  const isReady = readyAt <= world.clock().getTime();
  return {
    id,
    name,
    title,
    size: length,
    mimetype: isReady ? "image/png" : "",
    filetype: isReady ? "png" : "",
    is_public: false,
  };
}

function contentOf(type: string, body: Buffer): Buffer {
  const boundary = /boundary=("?)([^";]+)\1/.exec(type)?.[2];
  if (boundary === undefined) return body;
  const begins = body.indexOf("\r\n\r\n");
  const ends = body.lastIndexOf(`\r\n--${boundary}`);
  return begins < 0 || ends < begins ? Buffer.alloc(0) : body.subarray(begins + 4, ends);
}
