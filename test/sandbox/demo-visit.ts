import { onTestFinished } from "vitest";
import WebSocket from "ws";
import { startDemo } from "../../sandbox/demo.ts";
import { serveDemo } from "../../sandbox/demo-server.ts";
import type { Answered, Ask, Shown, Snapshot } from "../../sandbox/demo-wire.ts";
import type { SlackApp } from "../../sandbox/manifest.ts";

/** Monday, half past eight in the morning in Berlin. */
export const MONDAY = new Date("2026-11-23T07:30:00Z");
export const GENERAL = "C0GENERAL";
const PATIENCE_MS = 12_000;
const PAGE = new Map([
  ["/", { type: "text/html; charset=utf-8", body: "<!doctype html><title>A page</title>" }],
  ["/main.css", { type: "text/css; charset=utf-8", body: "body {}" }],
]);

/** The demo with its server and a page of two files, without a browser. Everything is taken down when the test has finished. */
export async function openDemo({ now = MONDAY, app }: { now?: Date; app?: SlackApp } = {}) {
  let changed = () => {};
  const demo = await startDemo({ now, ...(app && { app }), changed: () => changed(), write: () => {} });
  onTestFinished(() => demo.close());
  const server = await serveDemo({ demo, page: PAGE });
  onTestFinished(() => server.close());
  changed = server.changed;
  const idOf = (login: string) => demo.slack.world.users.find(({ name }) => name === login)?.id ?? login;
  return { demo, url: server.url, idOf, visit: (login = "anna") => visit(server.url, idOf(login)) };
}

/** Somebody at the page: asks, and looks at what is shown. */
async function visit(url: string, id: string) {
  const socket = new WebSocket(`${url.replace("http", "ws")}ws?as=${id}`);
  onTestFinished(() => socket.terminate());
  const answers = new Map<number, (answer: Answered) => void>();
  const looking = new Set<() => void>();
  let latest: Snapshot | undefined;
  let number = 0;
  socket.on("message", (data) => {
    const said = JSON.parse(String(data)) as Answered | Shown;
    if ("shown" in said) {
      latest = said.shown;
      for (const look of [...looking]) look();
    } else answers.get(said.number)?.(said);
  });

  /** What the person sees as soon as `found` finds something there. */
  const see = <T>(found: (shown: Snapshot) => T | undefined | false): Promise<T> =>
    new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        looking.delete(look);
        reject(
          new Error(
            `never came to be seen: ${found}\n${JSON.stringify(latest && { ...latest, people: [], trace: [], personio: {} })}`,
          ),
        );
      }, PATIENCE_MS);
      const look = () => {
        const what = latest && found(latest);
        if (what === undefined || what === false) return;
        clearTimeout(limit);
        looking.delete(look);
        resolve(what);
      };
      looking.add(look);
      look();
    });
  const ask = (what: Ask): Promise<Answered> =>
    new Promise((resolve) => {
      number += 1;
      answers.set(number, resolve);
      socket.send(JSON.stringify({ number, ask: what }));
    });
  await see(() => true);

  return {
    socket,
    ask,
    see,
    /** The same, and it has to be done. */
    make: async (what: Ask): Promise<unknown> => {
      const { error, value } = await ask(what);
      if (error !== undefined) throw new Error(error);
      return value;
    },
    say: (text: string, channel = GENERAL) => ask({ do: "say", channel, text }),
    now: () => {
      if (!latest) throw new Error("nothing is shown");
      return latest;
    },
    /** The message in a channel or, by the person's own id, of the bot's, as soon as it is there. */
    message: (words: RegExp, channel = GENERAL) =>
      see(({ messages }) => messages[channel]?.findLast(({ text }) => words.test(text))),
    window: (title: RegExp) => see(({ window }) => window && title.test(window.title) && window),
    /** A field of the window, whose block and element have one id. */
    fill: async (field: string, value: string | string[] | null) => {
      const { error } = await ask({ do: "fill", blockId: field, actionId: field, value });
      if (error !== undefined) throw new Error(error);
    },
  };
}

type SeenBlock = { block_id: string; elements?: unknown[]; accessory?: unknown };
type SeenElement = { type: string; action_id: string; text?: { text: string }; placeholder?: { text: string } };

/** The ids of a button, by its text. */
export function idsOf({ blocks }: { blocks: unknown[] }, text: string): { blockId: string; actionId: string } {
  for (const { block_id, elements = [], accessory } of blocks as SeenBlock[]) {
    for (const element of [...elements, accessory] as (SeenElement | undefined)[]) {
      if (element?.text?.text === text) return { blockId: block_id, actionId: element.action_id };
    }
  }
  throw new Error(`no button "${text}" in ${JSON.stringify(blocks)}`);
}
