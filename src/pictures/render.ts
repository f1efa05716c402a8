import { fileURLToPath } from "node:url";
import { renderAsync } from "@resvg/resvg-js";
import pLimit from "p-limit";

/** Two pixels a unit: a phone of today has three points' worth of them in the width of the card. */
const ZOOM = 2;

const font = (file: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/noto-sans/${file}`));
const FONTS = [font("400Regular/NotoSans_400Regular.ttf"), font("700Bold/NotoSans_700Bold.ttf")];

/** It takes a core and some memory for the moment, on a thread beside ours. */
const atATime = pLimit(2);

/** The SVG as PNG. The fonts of the machine are left alone, so that the picture is the same everywhere. */
export function png(svg: string): Promise<Buffer> {
  return atATime(async () => {
    const drawn = await renderAsync(svg, {
      font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: "Noto Sans" },
      fitTo: { mode: "zoom", value: ZOOM },
    });
    return drawn.asPng();
  });
}
