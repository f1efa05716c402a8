import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The page in the browser, for whoever works on it. `npm run page` serves it anew at each change, and asks the demo that `npm run demo` has
 * begun beside it; one at another address: `DEMO=http://127.0.0.1:8123 npm run page`.
 */
const target = process.env.DEMO ?? "http://127.0.0.1:4050";
// The demo hears nobody who comes from elsewhere.
const demo = { target, ws: true, changeOrigin: true, rewriteWsOrigin: true };

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { "/ws": demo, "/world.json": demo, "/avatar": demo } },
});
