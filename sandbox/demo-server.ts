import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { addressOf } from "./address.ts";
import type { Demo } from "./demo.ts";
import { readAsked } from "./demo-asks.ts";
import { avatarOf } from "./demo-avatar.ts";
import { carryOut } from "./demo-do.ts";
import type { Page } from "./demo-page.ts";
import { snapshotOf } from "./demo-show.ts";
import type { Answered, Shown } from "./demo-wire.ts";

/** Who somebody is that does not say so, or is not there. */
const FIRST = "anna";
/** How long changes are gathered before they are shown, and how many unsent bytes of somebody slow are enough. */
const GATHER_MS = 20;
const SLOW_BYTES = 8_000_000;
/** A saved world is the largest that comes in. */
const MOST_BYTES = 48_000_000;
const LOCAL = new Set(["localhost", "127.0.0.1", "[::1]"]);
/** Nothing is fetched from anywhere else, whatever the page may be made to show. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

/**
 * Serves the page, the world as a file, pictures of people, and the WebSocket of `demo-wire.ts`, to this machine alone.
 *
 * @param options.port any that is free, when left out
 * @throws when the port is taken (`EADDRINUSE`)
 */
export async function serveDemo(options: { demo: Demo; page: Page; port?: number }) {
  const { demo, page } = options;
  const people = new Map<WebSocket, string>();
  let gathering: NodeJS.Timeout | undefined;

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const door = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  server.on("upgrade", (request, socket, head) => {
    // Whoever is refused may be gone already, which must not end the process.
    socket.on("error", () => {});
    const url = isOurs(request) ? addressOf(request) : undefined;
    if (url?.pathname !== "/ws")
      return void socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n", () => socket.destroy());
    door.handleUpgrade(request, socket, head, (opened) => greet(opened, url.searchParams.get("as") ?? ""));
  });

  function greet(socket: WebSocket, as: string): void {
    people.set(socket, as);
    socket.on("error", () => socket.terminate());
    socket.on("close", () => people.delete(socket));
    // One after the other, as somebody's hands do: what was typed into a window is in it before it is sent.
    let turn = Promise.resolve();
    socket.on("message", (data) => {
      turn = turn.then(() => hear(socket, String(data)));
    });
    show(socket);
  }

  async function hear(socket: WebSocket, text: string): Promise<void> {
    const asked = readAsked(text);
    const answer: Answered = { number: asked.number };
    try {
      if ("error" in asked) throw new Error(asked.error);
      const { ask } = asked;
      if (ask.do === "be") people.set(socket, userOf(ask.user));
      else answer.value = await carryOut(demo, meAt(socket), ask);
    } catch (error) {
      answer.error = error instanceof Error ? error.message : String(error);
    }
    send(socket, answer);
    changed();
  }

  /** Who is at a connection now: after another world was opened, they may not be there any more. */
  function meAt(socket: WebSocket): string {
    const id = people.get(socket);
    const { users } = demo.slack.world;
    return (users.find((user) => user.id === id) ?? users.find(({ name }) => name === FIRST) ?? users[0])?.id ?? "";
  }

  function userOf(id: string): string {
    const user = demo.slack.world.users.find((candidate) => candidate.id === id);
    if (!user || user.is_bot || user.deleted) throw new Error("Nobody can be this person.");
    return user.id;
  }

  function show(socket: WebSocket): void {
    send(socket, { shown: snapshotOf(demo, meAt(socket)) });
  }

  /** Somebody might see something else now. */
  function changed(): void {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      for (const socket of people.keys()) {
        if (socket.bufferedAmount > SLOW_BYTES) changed();
        else show(socket);
      }
    }, GATHER_MS);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("referrer-policy", "no-referrer");
    response.setHeader("content-security-policy", POLICY);
    if (!isOurs(request)) return void response.writeHead(403).end("for this machine only");
    const pathname = addressOf(request)?.pathname;
    if (pathname === undefined) return void response.writeHead(400).end("no address");
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
    if (pathname === "/world.json") {
      const world = await demo.save().then(JSON.stringify, (error: Error) => error);
      if (world instanceof Error)
        return void response.writeHead(500).end(`This world cannot be saved. ${world.message}`);
      response.setHeader("content-disposition", 'attachment; filename="whosout-world.json"');
      response.setHeader("cache-control", "no-store");
      response.setHeader("content-type", "application/json; charset=utf-8");
      return void response.end(world);
    }
    const pictured = /^\/avatar\/(\w+)\.svg$/.exec(pathname)?.[1];
    const name = demo.slack.world.users.find(({ id }) => id === pictured)?.real_name;
    if (pictured && name !== undefined) {
      response.writeHead(200, { "content-type": "image/svg+xml", "cache-control": "max-age=3600" });
      return void response.end(avatarOf(name));
    }
    const picture = demo.slack.world.files.get(/^\/file\/(\w+)\.png$/.exec(pathname)?.[1] ?? "")?.content;
    if (picture) {
      response.writeHead(200, { "content-type": "image/png", "cache-control": "no-store" });
      return void response.end(picture);
    }
    const file = page.get(pathname);
    if (!file) return void response.writeHead(404).end("not found");
    response.writeHead(200, { "content-type": file.type, "cache-control": "no-cache" }).end(file.body);
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Everybody gets to see what there is now, soon. */
    changed,
    close: async () => {
      clearTimeout(gathering);
      for (const socket of people.keys()) socket.terminate();
      door.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** From a page of ours, by a name of this machine: no other page in the browser gets in, nor a name that was made to point here. */
function isOurs({ headers }: IncomingMessage): boolean {
  const { host = "", origin } = headers;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return LOCAL.has(name) && (origin === undefined || origin === `http://${host}`);
}

function send(socket: WebSocket, message: Answered | Shown): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
}
