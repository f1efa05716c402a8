import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { addressOf } from "./address.ts";
import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";

export type Payload = { type: "slash_commands" | "interactive" | "events_api"; body: Record<string, unknown> };

const MOST_CONNECTIONS = 10;

/** Socket Mode: tickets of one use, `hello`, envelopes to one connection in turn, their acknowledgements, `disconnect`. */
export function createSocketMode(needs: { server: Server; appId: string; isDown: () => boolean }) {
  const tickets = new Set<string>();
  const sockets: WebSocket[] = [];
  const acks = new Map<string, (body: unknown) => void>();
  const connected: (() => void)[] = [];
  let turn = 0;

  const door = new WebSocketServer({ noServer: true });
  needs.server.on("upgrade", (request, socket, head) => {
    // Whoever is refused may be gone already, which must not end the process.
    socket.on("error", () => {});
    const ticket = addressOf(request)?.searchParams.get("ticket") ?? "";
    if (needs.isDown() || !tickets.delete(ticket)) {
      const refusal = needs.isDown() ? "500 Internal Server Error" : "404 Not Found";
      return void socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
    }
    door.handleUpgrade(request, socket, head, greet);
  });

  function greet(socket: WebSocket): void {
    socket.on("error", () => socket.terminate());
    if (sockets.length >= MOST_CONNECTIONS) {
      send(socket, { type: "disconnect", reason: "too_many_websockets" });
      socket.close();
      return;
    }
    sockets.push(socket);
    socket.on("close", () => sockets.splice(sockets.indexOf(socket), 1));
    socket.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acks.get(envelope_id)?.(payload ?? {});
      acks.delete(envelope_id);
    });
    send(socket, {
      type: "hello",
      num_connections: sockets.length,
      debug_info: { host: "applink-sandbox", approximate_connection_time: 18060 },
      connection_info: { app_id: needs.appId },
    });
    for (const tell of connected.splice(0)) tell();
  }

  return {
    /** The path of a new connection, good for one. */
    newPath: (): string => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `/link?ticket=${ticket}&app_id=${needs.appId}`;
    },

    /** Resolves with what the acknowledgement carries, and never, when there is none. @throws when nobody is connected */
    deliver: async ({ type, body }: Payload, times: number): Promise<unknown> => {
      if (sockets.length === 0) throw new Error("the bot is not connected");
      const envelope_id = randomUUID();
      const acked = new Promise<unknown>((resolve) => acks.set(envelope_id, resolve));
      // Those that nobody acknowledged.
      dropOldest(acks, MOST_KEPT);
      const envelope = { type, envelope_id, payload: body, accepts_response_payload: type === "slash_commands" };
      for (let attempt = 0; attempt < times; attempt++) {
        const socket = sockets[turn++ % sockets.length];
        if (socket) send(socket, attempt ? { ...envelope, retry_attempt: attempt, retry_reason: "timeout" } : envelope);
      }
      return acked;
    },

    connections: (): number => sockets.length,
    nextConnection: () => new Promise<void>((resolve) => connected.push(resolve)),
    askToReconnect: (reason: string): void => {
      for (const socket of sockets) send(socket, { type: "disconnect", reason });
    },
    drop: (): void => {
      for (const socket of sockets) socket.terminate();
    },
    close: (): void => {
      for (const socket of sockets) socket.terminate();
      door.close();
    },
  };
}

function send(socket: WebSocket, message: Record<string, unknown>): void {
  socket.send(JSON.stringify(message));
}
