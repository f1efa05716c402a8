import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * The page in the browser. `npm run page` serves it anew at each change, and asks the demo that `npm run demo` has begun beside it; one at
 * another address: `DEMO=http://127.0.0.1:8123 npm run page`.
 */
const target = process.env.DEMO ?? "http://127.0.0.1:4050";
// The demo hears nobody who comes from elsewhere.
const demo = { target, ws: true, changeOrigin: true, rewriteWsOrigin: true };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), withoutOldFonts()],
  build: {
    emptyOutDir: true,
    // Fonts are files of their own, so that only those are fetched whose signs are shown.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { "/ws": demo, "/world.json": demo, "/avatar": demo } },
});

/** The same fonts once more in the format of browsers that could not draw this page anyway. */
function withoutOldFonts(): Plugin {
  return {
    name: "without-old-fonts",
    enforce: "pre",
    transform: (code, id) =>
      id.includes("@fontsource") && id.endsWith(".css")
        ? code.replace(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, "")
        : undefined,
  };
}
