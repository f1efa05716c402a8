import type { TestProject } from "vitest/node";
import { chromiumPath, launch } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where it listens. */
    browser: string;
  }
}

/** Once for all files: a browser, without which nothing is tried. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const path = chromiumPath();
  if ("missing" in path) {
    // Said alone: what Vitest says of an error is a page long.
    process.stderr.write(`${path.missing}\n`);
    process.exit(1);
  }
  const browser = await launch(path.found);
  project.provide("browser", browser.wsEndpoint());
  return () => browser.close();
}
