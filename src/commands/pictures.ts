import type { WebClient } from "@slack/web-api";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Picture, Store } from "../store/store.ts";
import type { Message } from "../views/blocks.ts";
import { slackErrorOf } from "./slack-error.ts";

/** Slack did not take a picture, or the message that shows it; the message of the error is Slack's word. */
export class PictureRefused extends Error {
  override readonly name = "PictureRefused";
}

/**
 * A conversation or user to write to, and the message there that is to be changed; `readerId`: whose direct messages these are (Slack's
 * id).
 */
export type Target = { channel: string; ts?: string; readerId?: string };
export type Pictures = ReturnType<typeof createPictures>;

/** Slack looks at a new file for a moment, and takes no message that shows it before: how often we try again, after so many milliseconds. */
const WAITS = [400, 800, 1500, 3000, 5000];
/** How many files are removed in a round: Slack lets us remove some fifty a minute. */
const REMOVED_A_ROUND = 10;
const HOUR = 3600 * 1000;
const GONE = new Set(["file_not_found", "file_deleted", "message_not_found", "channel_not_found"]);

/**
 * Pictures in Slack: files of the bot's own, which nobody sees but in the message that shows them, and which are removed with it after a
 * while. They go into direct messages and channels, and never into messages that only one person of a channel sees: Slack shares no
 * files there (slackapi/node-slack-sdk#1790).
 */
export function createPictures(needs: {
  slack: WebClient;
  store: Store;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  log: Log;
}) {
  const { slack, store, clock, sleep, log } = needs;

  async function upload(svgs: readonly string[]): Promise<string[]> {
    // With what draws, loaded when something is drawn.
    const { png } = await import("../pictures/render.ts");
    const pngs = await Promise.all(svgs.map(png));
    // Whoever administrates the workspace sees these names: they tell nothing.
    const files = pngs.map((file, at) => ({ file, filename: `calendar-${at + 1}.png`, title: "Whosout" }));
    const { files: completed } = (await slack.filesUploadV2({ file_uploads: files }).catch(refused)) as {
      files: { files?: { id?: string }[] }[];
    };
    return completed.flatMap(({ files = [] }) => files.flatMap(({ id }) => id ?? []));
  }

  /** A message that shows files, as soon as Slack has looked at them. */
  async function whenReady<T>(post: () => Promise<T>): Promise<T> {
    for (const wait of WAITS) {
      try {
        return await post();
      } catch (error) {
        if (!isNotReady(error)) return refused(error);
        await sleep(wait);
      }
    }
    return post().catch(refused);
  }

  async function remove({ fileId, place }: Picture): Promise<void> {
    // The file first: it is ours also where the message cannot be removed, as in an archived channel.
    await slack.files.delete({ file: fileId }).catch(unlessGone);
    if (place) await slack.chat.delete(place).catch(unlessGone);
    await store.dropPicture(fileId);
  }

  return {
    /**
     * Draws, uploads and posts.
     *
     * @param message what shows the files, by their ids in Slack
     * @param forMs after so many milliseconds the message disappears, and the files with it
     * @returns where it stands
     * @throws PictureRefused
     */
    show: async (
      { channel, ts, readerId }: Target,
      svgs: readonly string[],
      message: (fileIds: string[]) => Message,
      forMs: number,
    ): Promise<{ channel: string; ts: string }> => {
      const fileIds = await upload(svgs);
      const now = clock();
      await store.keepPictures(fileIds, now, new Date(now.getTime() + forMs), readerId);
      const { text, blocks } = message(fileIds);
      const said = { channel, text, blocks };
      const posted = await whenReady<{ channel?: string; ts?: string }>(() =>
        ts === undefined
          ? slack.chat.postMessage({ ...said, unfurl_links: false })
          : slack.chat.update({ ...said, ts }),
      ).catch(async (error: unknown) => {
        for (const id of fileIds) await store.postponePicture(id, now);
        throw error;
      });
      const place = { channel: posted.channel ?? channel, ts: posted.ts ?? "" };
      await store.placePictures(fileIds, place, now);
      return place;
    },

    /** Removes what was shown for long enough, and what nothing shows any more. What cannot be removed now is tried again in an hour. */
    removeOld: async (): Promise<void> => {
      const now = clock();
      for (const picture of await store.duePictures(now, REMOVED_A_ROUND)) {
        try {
          await remove(picture);
        } catch (error) {
          log.warn({ slackError: slackErrorOf(error) ?? "no answer" }, "an old picture could not be removed yet");
          await store.postponePicture(picture.fileId, new Date(now.getTime() + HOUR));
        }
      }
    },

    /** Removes those in somebody's direct messages, at once. @throws what Slack says, where it does not remove one */
    removeFor: async (readerId: string): Promise<void> => {
      for (const picture of await store.picturesFor(readerId)) await remove(picture);
    },
  };
}

function refused(error: unknown): never {
  throw new PictureRefused(slackErrorOf(error) ?? "unanswered", { cause: error });
}

function unlessGone(error: unknown): void {
  if (!GONE.has(slackErrorOf(error) ?? "")) throw error;
}

/** Slack says `invalid_blocks`, and of which it means "invalid slack file" in the details. */
function isNotReady(error: unknown): boolean {
  if (slackErrorOf(error) !== "invalid_blocks") return false;
  const { data } = error as { data: { errors?: unknown; response_metadata?: { messages?: unknown } } };
  return /slack[ _]file/i.test(JSON.stringify([data.errors, data.response_metadata?.messages]));
}
