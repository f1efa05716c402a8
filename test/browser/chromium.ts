import { accessSync, constants } from "node:fs";
import { type BrowserServer, chromium } from "playwright-core";

/** Debian's package puts it there. */
const USUAL = "/usr/bin/chromium";
/** Without these it looks for Google's hosts at each start. */
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where it is, or one sentence that says how to get one. */
export function chromiumPath(): { found: string } | { missing: string } {
  const path = process.env.CHROMIUM || USUAL;
  try {
    accessSync(path, constants.X_OK);
    return { found: path };
  } catch {
    return {
      missing: `There is no Chromium at ${path}: install it (Debian: apt-get install --no-install-recommends chromium) or name another one (CHROMIUM=/path/to/chrome npm run test:browser).`,
    };
  }
}

/** One for all files. */
export function launch(executablePath: string): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath, args: ARGS });
}
