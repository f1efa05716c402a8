import { request } from "node:http";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import WebSocket from "ws";
import { openDemo } from "./demo-visit.ts";

/** What the server answers to a path and headers that `fetch` would mend. */
function raw(url: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const { port } = new URL(url);
    const sent = request({ host: "127.0.0.1", port, path, headers }, (response) => {
      let body = "";
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Whether a WebSocket opens. */
function opens(url: string, headers: Record<string, string>): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace("http", "ws")}ws`, { headers });
    socket.on("open", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("open", () => socket.close());
  });
}

/** Somebody asks for a WebSocket, in their own words, and is gone at once, when `isReset`. Resolves when the connection is closed. */
function knock(url: string, path: string, { isReset = false } = {}) {
  return new Promise<string>((resolve) => {
    const { port, host } = new URL(url);
    let said = "";
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
      );
      if (isReset) socket.resetAndDestroy();
    });
    socket.on("data", (data) => {
      said += data;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
  });
}

describe("the page", () => {
  it("is served with its types, and asked for anew each time", async () => {
    const { url } = await openDemo();
    const page = await fetch(url);
    expect(await page.text()).toContain("A page");
    expect(Object.fromEntries(page.headers)).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "content-security-policy": expect.stringMatching(
        /^default-src 'self';.* base-uri 'none'; form-action 'self'; object-src 'none'$/,
      ),
    });
    expect((await fetch(`${url}main.css`)).headers.get("content-type")).toBe("text/css; charset=utf-8");
    expect((await fetch(`${url}nothing.css`)).status).toBe(404);
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
  });

  it.each([
    "/../package.json",
    "/..%2f..%2fetc%2fhosts.json",
    "/%2e%2e/%2e%2e/etc/passwd.txt",
    "/%zz.css",
    "/a%00.css",
  ])("is all that is served: not %s", async (path) => {
    const { url } = await openDemo();
    expect(await raw(url, path)).toMatchObject({ status: 404 });
  });

  it("draws people", async () => {
    const { url } = await openDemo();
    const picture = await fetch(`${url}avatar/U1005.svg`);
    expect(picture.headers.get("content-type")).toBe("image/svg+xml");
    expect(await picture.text()).toContain(">AB</text>");
    expect((await fetch(`${url}avatar/U404.svg`)).status).toBe(404);
  });

  it("gives the world as a file", async () => {
    const { url } = await openDemo();
    const file = await fetch(`${url}world.json`);
    expect(file.headers.get("content-disposition")).toContain("whosout-world.json");
    expect(await file.json()).toMatchObject({ format: "whosout-demo", version: 1 });
  });
});

describe("other pages in the browser", () => {
  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another page of this machine", { origin: "http://localhost:3000" }],
    ["a name that was made to point here", { host: "evil.example", origin: "http://evil.example" }],
    ["no page at all", { origin: "null" }],
  ])("%s is refused", async (_name, headers) => {
    const { url } = await openDemo();
    expect(await opens(url, headers)).toBe(false);
    expect(await raw(url, "/world.json", headers)).toMatchObject({ status: 403 });
  });

  it("but our own is not, by either name", async () => {
    const { url } = await openDemo();
    const { host, port } = new URL(url);
    expect(await opens(url, { origin: `http://${host}` })).toBe(true);
    expect(await opens(url, { host: `localhost:${port}`, origin: `http://localhost:${port}` })).toBe(true);
  });
});

describe("whoever knocks with nonsense", () => {
  it.each(["//", "http://[", "/nothing", "/ws/../nothing"])("%s is refused, and everything goes on", async (path) => {
    const { url, demo } = await openDemo();
    expect(await knock(url, path)).toMatch(/^HTTP\/1\.1 403 /);
    expect(await knock(demo.slack.apiUrl, path)).toMatch(/^HTTP\/1\.1 404 /);
    expect((await raw(url, path)).status).toBeOneOf([400, 404]);
    expect((await fetch(url)).status).toBe(200);
  });

  it("may be gone before they are refused", async () => {
    const { url, demo } = await openDemo();
    for (let time = 0; time < 20; time++) {
      await Promise.all([knock(url, "/nothing", { isReset: true }), knock(demo.slack.apiUrl, "/", { isReset: true })]);
    }
    expect((await fetch(url)).status).toBe(200);
  });
});

describe("what is no question", () => {
  it.each([
    ["no JSON", "{", -1],
    ["no ask", '{"number":7}', 7],
    ["an unknown one", '{"number":7,"ask":{"do":"fly"}}', 7],
    ["one with more in it", '{"number":7,"ask":{"do":"submit","as":"U1"}}', 7],
  ])("%s is answered with an error, and the page goes on", async (_name, text, number) => {
    const { visit } = await openDemo();
    const { socket, say, message } = await visit("anna");
    const answered = new Promise((resolve) => {
      socket.on("message", (data) => {
        const said = JSON.parse(String(data));
        if ("number" in said) resolve(said);
      });
    });
    socket.send(text);
    expect(await answered).toEqual({ number, error: expect.stringMatching(/^That is nothing that can be asked here/) });
    await say("still here");
    await message(/still here/);
  });
});
