import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // They want a Chromium: npm run test:browser.
    exclude: [...configDefaults.exclude, "test/browser/**"],
    // Two cores are what CI has; files do not share state, so their order is free, and it is shuffled to keep it so.
    sequence: { shuffle: true },
    testTimeout: 15_000,
    // On a machine that is busy with the others.
    expect: { poll: { timeout: 10_000 } },
  },
});
