import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { addressOf } from "./address.ts";
import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import { authorize } from "./slack-authorize.ts";
import { receiveUpload } from "./slack-files.ts";
import { callMethod } from "./slack-methods.ts";
import { noteAnswer, noteCall, noteUnheard, noteUpload } from "./slack-notes.ts";
import type { createResponseUrls } from "./slack-response-urls.ts";
import type { createSocketMode } from "./slack-socket.ts";
import type { World } from "./slack-world.ts";

/** Answers what the bot asks over HTTP: calls of the Web API, and answers at a response_url. Gives how many requests there were so far. */
export function answerRequests(
  server: Server,
  needs: {
    world: World;
    responseUrls: ReturnType<typeof createResponseUrls>;
    sockets: ReturnType<typeof createSocketMode>;
    origin: string;
  },
): () => number {
  const { world, responseUrls, sockets, origin } = needs;
  let count = 0;
  server.on("request", (request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    count += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const arrivedAt = performance.now();
    const tookMs = () => performance.now() - arrivedAt;
    const sent = Buffer.concat(chunks);
    const body = sent.toString();
    const path = addressOf(request)?.pathname ?? "";
    if (world.isDown) {
      noteUnheard(world, path);
      return void response.writeHead(500).end("down");
    }
    if (responseUrls.has(path)) {
      const answer = responseUrls.use(path, body);
      noteAnswer(world, path, body, answer, tookMs());
      return void (answer === "drop" ? response.destroy() : response.writeHead(answer.status).end(answer.body));
    }
    if (path.startsWith("/upload/")) {
      const result = receiveUpload(world, path, request.headers["content-type"] ?? "", sent);
      noteUpload(world, path, result, tookMs());
      return void response.writeHead(result.status).end(result.body);
    }
    if (path === "/oauth/v2/authorize") {
      const said = request.method === "POST" ? body : (addressOf(request)?.search ?? "");
      const { status, headers, body: page } = authorize(world, request.method, new URLSearchParams(said));
      return void response.writeHead(status, headers).end(page);
    }
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (!method) return void response.writeHead(404).end("not found");
    const bearer = request.headers.authorization?.replace(/^Bearer /, "");
    const result = callMethod(world, method, body, bearer, () => origin.replace("http", "ws") + sockets.newPath());
    const call = world.calls.at(-1);
    dropOldest(world.calls, MOST_KEPT);
    if (call) noteCall(world, call, result === "drop" ? undefined : result.body, tookMs());
    if (result === "drop") return void response.destroy();
    response.writeHead(result.status ?? 200, { "content-type": "application/json; charset=utf-8", ...result.headers });
    response.end(JSON.stringify(result.body));
  }

  return () => count;
}
