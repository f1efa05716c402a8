import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Log } from "./domain/log.ts";
import { factsOf } from "./problems.ts";

/** Something that is listened to on PORT, e.g. `/personio/webhooks`. Whoever hears GET hears HEAD, too. */
export type Route = {
  path: string;
  method: "GET" | "POST";
  handler: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
};

const SECOND = 1000;
/** Slack and a proxy need a few dozen; each may bring a body of a megabyte. */
const MOST_CONNECTIONS = 200;

/** Nothing that comes from here is loaded, run, framed, kept or guessed at by a browser, and its address is told to nobody. */
const SECURITY_HEADERS = {
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "strict-transport-security": "max-age=31536000",
  "cache-control": "no-store",
};

/**
 * The one server on PORT: for Slack where it calls over HTTP, for Personio's webhook, for people on their way back from Slack, and for
 * who watches the bot. Everything else is 404; whoever is slow is hung up on.
 *
 * Bolt's own servers set no headers, and do not say when their port is taken.
 */
export function createWebServer(needs: { routes: readonly Route[]; port: number; log: Log }) {
  const server = createServer(
    { headersTimeout: 10 * SECOND, requestTimeout: 20 * SECOND, keepAliveTimeout: 5 * SECOND, maxHeaderSize: 16_384 },
    (request, response) =>
      answer(needs.routes, request, response).catch((error: unknown) => {
        needs.log.error(factsOf(error), "a call of PORT failed");
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }),
  );
  server.maxConnections = MOST_CONNECTIONS;
  return {
    /** Rejects with what Node says when it cannot listen. */
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(needs.port, resolve);
      }),
    /** Takes nothing new; what is being answered goes on. */
    stop: (): void => {
      server.close();
      server.closeIdleConnections();
    },
  };
}

async function answer(routes: readonly Route[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const path = request.url?.split("?")[0];
  const here = routes.filter((route) => route.path === path);
  const method = request.method === "HEAD" ? "GET" : request.method;
  const route = here.find((one) => one.method === method);
  if (route) await route.handler(request, response);
  else if (here.length === 0) response.writeHead(404).end();
  else response.writeHead(405, { allow: here.map((one) => one.method).join(", ") }).end();
}

/** What was sent. Undefined when it is longer, since whoever sends on is hung up on, and when it broke off. */
export async function bodyOf(request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"]) > mostBytes) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request) {
      bytes += chunk.length;
      if (bytes > mostBytes) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
