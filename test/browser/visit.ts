import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { expect, inject, onTestFinished } from "vitest";
import { type Demo, startDemo } from "../../sandbox/demo.ts";
import { type Page as Built, buildPage } from "../../sandbox/demo-page.ts";
import { serveDemo } from "../../sandbox/demo-server.ts";
import type { SlackApp } from "../../sandbox/manifest.ts";

/** Monday, nine in the morning in Berlin. */
export const MONDAY = new Date("2026-11-23T08:00:00Z");
export const GENERAL = "C0GENERAL";
/** Where a quiet conversation is: no digest comes here. */
export const BERLIN = "C0BERLIN";
export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };
const PATIENCE_MS = 10_000;
/** A folder for a picture of every story, in light, dark and on a phone, to be looked at. */
const PICTURES = process.env.PICTURES;

let failed = 0;
let browser: Promise<Browser> | undefined;
let built: Promise<Built> | undefined;

export type Visitor = Awaited<ReturnType<typeof visitorOn>>;

/** The demo with its page, in this process. Everything is taken down when the test has finished. */
export async function openStage({ now = MONDAY, app }: { now?: Date; app?: SlackApp } = {}) {
  let changed = () => {};
  const demo = await startDemo({ now, ...(app && { app }), changed: () => changed(), write: () => {} });
  onTestFinished(() => demo.close());
  built ??= buildPage();
  const server = await serveDemo({ demo, page: await built });
  onTestFinished(() => server.close());
  changed = server.changed;
  const { url } = server;
  return {
    demo,
    url,
    visit: (login = "anna", options: Visiting = {}) =>
      visit(`${url}?as=${idOf(demo, login)}&in=${options.channel ?? BERLIN}`, options),
  };
}

export function idOf({ slack }: Demo, login: string): string {
  return slack.world.users.find(({ name }) => name === login)?.id ?? login;
}

type Visiting = BrowserContextOptions & {
  /** The conversation that stands open at first. */
  channel?: string;
  /** What the browser may complain about in this story. */
  complaints?: RegExp;
};

/** Somebody opens the page in a browser of their own. The story fails when the browser has to complain, or asks anybody else for anything. */
export async function visit(url: string, { channel: _, complaints, ...options }: Visiting = {}): Promise<Visitor> {
  browser ??= chromium.connect(inject("browser"));
  const context = await (await browser).newContext({
    viewport: DESKTOP,
    locale: "en-GB",
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const wrong: string[] = [];
  const asked = (where: string) => {
    if (!/^(http|ws):\/\/127\.0\.0\.1:|^(data|blob):/.test(where)) wrong.push(`asked ${where}`);
  };
  context.on("request", (request) => asked(request.url()));
  context.on("page", (page) => page.on("websocket", (socket) => asked(socket.url())));
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`${message.type()}: ${message.text()}`);
  });
  context.on("weberror", (error) => wrong.push(`thrown: ${error.error().message}`));
  onTestFinished(async ({ task }) => {
    if (PICTURES && task.result?.state === "fail") {
      for (const one of context.pages())
        await one.screenshot({ path: join(PICTURES, `failed-${task.name}-${failed++}.png`) });
    }
    await context.close();
    expect(wrong.filter((text) => !complaints?.test(text))).toEqual([]);
  });
  const page = await context.newPage();
  await page.goto(url);
  return visitorOn(page);
}

/** What a person does and sees on a page. */
export async function visitorOn(page: Page) {
  await page.getByRole("button", { name: /^World: it is/ }).waitFor();
  const composer = page.getByRole("textbox", { name: /^(Message to|Nachricht an)/ });
  const sides = page.getByRole("navigation", { name: "Sides of the demo" });
  const conversations = page.getByRole("navigation", { name: /^(Conversations|Unterhaltungen)$/ });
  const world = page.getByRole("dialog", { name: "World" });
  const openWorld = async () => {
    await page.getByRole("button", { name: /^World: it is/ }).click();
    await world.waitFor();
  };
  return {
    page,
    composer,
    /** Types a message or a command, and sends it. */
    say: async (text: string) => {
      // Not before what lies over it is gone.
      await composer.click();
      await composer.fill(text);
      await composer.press("Enter");
    },
    /** The last message with these words. */
    message: (words: RegExp | string) => page.getByRole("article").filter({ hasText: words }).last(),
    messages: page.getByRole("article"),
    window: (title: RegExp | string) => page.getByRole("dialog", { name: title }),
    go: async (conversation: string) => {
      await conversations.getByRole("link", { name: conversation }).click();
      await page.getByRole("main", { name: conversation }).waitFor();
    },
    slack: () => sides.getByRole("link", { name: "Slack" }).click(),
    personio: (part = "Absences") =>
      personioOf(page, part, () => sides.getByRole("link", { name: "Personio" }).click()),
    world,
    openWorld,
    /** Turns the clock, to what a button says. */
    turnClock: async (to: string) => {
      await openWorld();
      await world.getByRole("button", { name: to }).click();
      await world.getByRole("button", { name: "Close" }).click();
    },
    inspector: async () => {
      await page.getByRole("button", { name: "Inspector", exact: false }).first().click();
      return page.getByRole("complementary", { name: "Inspector" });
    },
    /** Keeps a picture of what there is now, where somebody wants to look at them. */
    picture: (name: string) => pictures(page, name),
  };
}

async function personioOf(page: Page, part: string, open: () => Promise<void>) {
  await open();
  const main = page.getByRole("main", { name: part });
  await page.getByRole("navigation", { name: "Personio" }).getByRole("button", { name: part }).click();
  await main.waitFor();
  return main;
}

/** It is there to be seen, soon. */
export async function seen(...all: Locator[]): Promise<void> {
  for (const one of all) await one.first().waitFor();
}

/** It is not there to be seen, soon. */
export async function gone(...all: Locator[]): Promise<void> {
  for (const one of all) await one.first().waitFor({ state: "hidden" });
}

/** What there is to be read, as a person sees it. */
export function readAt(place: Locator): Promise<string> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen, and not what is there
  return place.innerText();
}

/** What a place says, as soon as it says that. */
export async function says(place: Locator, words: RegExp | string): Promise<void> {
  const text = expect.poll(() => readAt(place));
  await (typeof words === "string" ? text.toContain(words) : text.toMatch(words));
}

/** Opens a list, and chooses a line of it. @param typed what to look for, where the list wants that */
export async function choose(field: Locator, name: string | RegExp, typed?: string): Promise<void> {
  await field.click();
  if (typed !== undefined) await field.fill(typed);
  await field.page().getByRole("option", { name }).first().click();
}

async function pictures(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  const size = page.viewportSize() ?? DESKTOP;
  const shoot = (look: string) =>
    page.screenshot({ path: join(PICTURES, `${name}-${look}.png`), animations: "disabled" });
  await shoot("light");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot("dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  await shoot("phone");
  await page.setViewportSize(size);
}
