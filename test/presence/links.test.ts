import { request } from "node:http";
import { describe, expect, it, vi } from "vitest";
import { freePort } from "../../sandbox/free-port.ts";
import { openHome, pressHome } from "../commands/home-stage.ts";
import { MINUTE, type StatusStage, statusStage } from "./stage.ts";

const kept = ({ stored }: StatusStage) => stored((store) => store.statusLinks());
const callback = ({ publicUrl }: StatusStage, params: Record<string, string>) =>
  `${publicUrl}/slack/oauth?${new URLSearchParams(params)}`;
const stateIn = (link: string) => new URL(link).searchParams.get("state") ?? "";

describe("the link to Slack", () => {
  it("asks for the profile's status alone, in this workspace, and comes back to the bot", async () => {
    const stage = await statusStage();
    const link = new URL(stage.linkOf("anna"));
    expect(link.origin + link.pathname).toBe(stage.slack.apiUrl.replace("/api", "/oauth/v2/authorize"));
    expect(Object.fromEntries(link.searchParams)).toMatchObject({
      client_id: "1234.5678",
      user_scope: "users.profile:read,users.profile:write",
      redirect_uri: `${stage.publicUrl}/slack/oauth`,
      team: stage.slack.world.teamId,
    });
    expect(link.searchParams.has("scope")).toBe(false);
    expect(stateIn(stage.linkOf("anna"))).not.toBe(stateIn(stage.linkOf("anna")));
  });

  it("leads to a page in the language of whoever set out, and to a message from the bot", async () => {
    const stage = await statusStage();
    const page = await stage.allow("gerd");
    expect(page.html).toContain('<html lang="de">');
    expect(page.html).toContain("Alles bereit");
    expect(stage.slack.seenBy(stage.id("gerd"), stage.id("gerd"))[0]?.text).toMatch(/^Ich setze deinen Slack-Status/);
  });

  it("stands in the settings of App Home, where it is ended too", async () => {
    const stage = await statusStage();
    const { slack, id } = stage;
    const settings = async () => {
      await openHome(stage, "anna");
      await pressHome(stage, "anna", "Settings");
      return JSON.stringify((await slack.nextForm(id("anna"), ({ submit }) => submit !== undefined)).blocks);
    };
    const url = /"url":"([^"]+)"/.exec(await settings())?.[1] ?? "";
    await slack.pressIn(id("anna"), "Let Whosout set my status");
    await slack.dismiss(id("anna"));
    expect((await stage.get(await stage.answerAt(url, "anna"))).html).toContain("All set");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    expect(await settings()).not.toContain('"url"');
    await slack.pressIn(id("anna"), "Stop setting my status");
    await vi.waitUntil(() => JSON.stringify(slack.formOf(id("anna"))?.blocks).includes("Let Whosout set my status"));
    expect(stage.statusOf("anna").text).toBe("");
    expect(await kept(stage)).toEqual([]);
  });

  it("of who says no leads to nothing", async () => {
    const stage = await statusStage();
    const page = await stage.get(await stage.answerAt(stage.linkOf("anna"), "anna", "deny"));
    expect(page.html).toContain("Nothing has changed");
    expect(await kept(stage)).toEqual([]);
  });

  it("works over HTTP as well as over Socket Mode", async () => {
    const stage = await statusStage({ env: { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: "sandbox-signing-secret" } });
    expect((await stage.allow("anna")).html).toContain("All set");
    expect(await kept(stage)).toHaveLength(1);
  });

  it("is there only where the admin set it up", async () => {
    const port = await freePort();
    const off = { SLACK_CLIENT_ID: "", SLACK_CLIENT_SECRET: "", TOKEN_KEY: "", PUBLIC_URL: "" };
    const token = "a webhook token of some length";
    const stage = await statusStage();
    await stage.startAnother({ ...off, PORT: `${port}`, PERSONIO_WEBHOOK_TOKEN: token });
    expect((await stage.get(`http://127.0.0.1:${port}/slack/oauth?state=x`)).status).toBe(404);
    expect((await stage.get(`http://127.0.0.1:${port}/personio/webhooks`, { method: "POST" })).status).toBe(401);
    expect((await stage.get(`${stage.publicUrl}/personio/webhooks`, { method: "POST" })).status).toBe(404);
    expect((await stage.get(`${stage.publicUrl}/slack/oauth`, { method: "POST" })).status).toBe(405);
  });
});

describe("nobody gets a token that is not theirs", () => {
  it("a code that comes twice is good once", async () => {
    const stage = await statusStage();
    const back = await stage.answerAt(stage.linkOf("anna"), "anna");
    const pages = await Promise.all([stage.get(back), stage.get(back), stage.get(back)]);
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect((await stage.get(back)).html).toContain("This link no longer works");
    expect(stage.slack.world.calls.filter(({ method }) => method === "oauth.v2.access")).toHaveLength(1);
  });

  it("a state is good once, whichever bot hears of it", async () => {
    const stage = await statusStage();
    const port = `${await freePort()}`;
    await stage.startAnother({ PORT: port });
    const back = await stage.answerAt(stage.linkOf("anna"), "anna");
    expect((await stage.get(back.replace(new URL(back).port, port))).status).toBe(200);
    expect((await stage.get(back)).status).toBe(400);
  });

  it("a link is good for ten minutes", async () => {
    const stage = await statusStage();
    const link = stage.linkOf("anna");
    stage.pass(11 * MINUTE);
    expect((await stage.get(await stage.answerAt(link, "anna"))).html).toContain("This link no longer works");
    expect(await kept(stage)).toEqual([]);
  });

  it("somebody who follows another's link changes nothing, for neither, and their token is given back", async () => {
    const stage = await statusStage();
    const page = await stage.get(await stage.answerAt(stage.linkOf("anna"), "tom"));
    expect(page.status).toBe(403);
    expect(page.html).toContain("This link is not yours");
    expect(await kept(stage)).toEqual([]);
    expect(stage.slack.world.grants.size).toBe(0);
  });

  it("and who already lets the bot set their status keeps that", async () => {
    const stage = await statusStage();
    await stage.allow("tom");
    await stage.get(await stage.answerAt(stage.linkOf("anna"), "tom"));
    expect((await kept(stage)).map(({ slackUserId }) => slackUserId)).toEqual([stage.id("tom")]);
    expect(stage.slack.world.grants.size).toBe(1);
  });

  it("somebody else's code with one's own state is refused", async () => {
    const stage = await statusStage();
    const toms = new URL(await stage.answerAt(stage.linkOf("tom"), "tom"));
    const code = toms.searchParams.get("code") ?? "";
    expect((await stage.get(callback(stage, { code, state: stateIn(stage.linkOf("anna")) }))).status).toBe(403);
    expect(await kept(stage)).toEqual([]);
  });

  it("a state of another installation is none", async () => {
    const stage = await statusStage();
    const foreign = stage.linkOf("anna", "cd".repeat(32));
    expect((await stage.get(await stage.answerAt(foreign, "anna"))).status).toBe(400);
    expect(await kept(stage)).toEqual([]);
  });

  it("a forged state is none: another person, another time, no signature, half of one", async () => {
    const stage = await statusStage();
    const back = new URL(await stage.answerAt(stage.linkOf("tom"), "tom"));
    const state = back.searchParams.get("state") ?? "";
    const [user = "", until = "", id = "", signature = ""] = state.split(".");
    const code = back.searchParams.get("code") ?? "";
    const forged = [
      [stage.id("anna"), until, id, signature],
      [user, "zzzzzzzzz", id, signature],
      [user, until, id, ""],
      [user, until, id, signature.slice(0, 10)],
      [user, until, id, "A".repeat(43)],
      ["", "", "", ""],
    ].map((parts) => parts.join("."));
    for (const one of [...forged, "", "x", "__proto__", "constructor"]) {
      expect((await stage.get(callback(stage, { code, state: one }))).status).toBe(400);
    }
    expect(stage.slack.world.calls.some(({ method }) => method === "oauth.v2.access")).toBe(false);
    expect((await stage.get(back.href)).status).toBe(200);
  });

  it("a guest, a stranger and somebody of another workspace are refused", async () => {
    const stage = await statusStage();
    for (const login of ["guest", "stranger", "robot"]) {
      expect((await stage.get(await stage.answerAt(stage.linkOf(login), login))).status).toBe(403);
    }
    expect(await kept(stage)).toEqual([]);
    expect(stage.slack.world.grants.size).toBe(0);
  });

  it("a token that may do less than asked for is not kept", async () => {
    const stage = await statusStage();
    const link = new URL(stage.linkOf("anna"));
    link.searchParams.set("user_scope", "users.profile:read");
    expect((await stage.get(await stage.answerAt(link.href, "anna"))).html).toContain("may not set your Slack status");
    expect(await kept(stage)).toEqual([]);
  });

  it("when Slack does not answer, or in riddles, that is said, and nothing is kept", async () => {
    const stage = await statusStage();
    stage.slack.failNext("oauth.v2.access", { error: "bad_client_secret" });
    const page = await stage.get(await stage.answerAt(stage.linkOf("anna"), "anna"));
    expect(page.status).toBe(502);
    expect(page.html).toContain("That did not work");
    expect(await kept(stage)).toEqual([]);
  });
});

describe("what anybody may send to the address", () => {
  it("comes out nowhere: neither in the page nor in a header", async () => {
    const stage = await statusStage();
    const evil = '"><script>alert(1)</script>\r\nset-cookie: a=b';
    const page = await stage.get(callback(stage, { state: evil, code: evil, error: evil }), {
      headers: { "accept-language": 'de"><script>' },
    });
    expect(page.status).toBe(400);
    expect(page.html).toContain('<html lang="de">');
    expect(page.html).not.toMatch(/script|alert|set-cookie/i);
    expect(page.headers.has("set-cookie")).toBe(false);
  });

  it("the page loads and runs nothing, is framed by nobody, and is not kept", async () => {
    const stage = await statusStage();
    const { headers, html } = await stage.get(callback(stage, { state: "x" }));
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(html).not.toMatch(/<script|<img|<link|https?:/);
  });

  it("huge, doubled or broken, it is refused and does no harm", async () => {
    const stage = await statusStage();
    const { publicUrl } = stage;
    expect((await stage.get(callback(stage, { state: "x".repeat(10_000) }))).status).toBe(400);
    expect((await stage.get(callback(stage, { state: "x".repeat(100_000) }))).status).toBe(431);
    for (const rest of ["", "?", "?state", "?state=%", "?state=%E0%A4%A", "?state=a&state=b", "?__proto__=1&state=x"]) {
      expect((await stage.get(`${publicUrl}/slack/oauth${rest}`)).status).toBe(400);
    }
    for (const path of ["//", "/slack/oauth/", "/slack/../etc/passwd"]) expect(await raw(publicUrl, path)).toBe(404);
    expect((await stage.ask("tom", "/whosout")).text).toMatch(/out this week/);
  });

  it("a flood of it asks neither Slack nor the store", async () => {
    const stage = await statusStage();
    const before = stage.slack.world.calls.length;
    await Promise.all(
      Array.from({ length: 200 }, () => stage.get(callback(stage, { state: "U1.zzzzzzzz.x.y", code: "c" }))),
    );
    expect(stage.slack.world.calls.slice(before).some(({ method }) => method.startsWith("oauth"))).toBe(false);
  });
});

/** A request whose path no client of today would send. */
function raw(origin: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
}
