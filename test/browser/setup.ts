import type { TestProject } from "vitest/node";
import { buildPage } from "../../sandbox/page/build.ts";
import { chromiumPath, launch } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where it listens. */
    browser: string;
    /** Of the built page. */
    folder: string;
  }
}

/** Once for all files: the page, and a browser, without which nothing is tried. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const path = chromiumPath();
  if ("missing" in path) {
    // Said alone: what Vitest says of an error is a page long.
    process.stderr.write(`${path.missing}\n`);
    process.exit(1);
  }
  project.provide("folder", await buildPage());
  const browser = await launch(path.found);
  project.provide("browser", browser.wsEndpoint());
  return () => browser.close();
}
