import { defineConfig } from "vitest/config";

/** `npm run test:browser`: what people see and do on the page of the demo, in a real Chromium. */
export default defineConfig({
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/setup.ts",
    sequence: { shuffle: true },
    // Files share what they import: it takes longer than most stories.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 60_000,
  },
});
