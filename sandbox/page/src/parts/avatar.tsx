import { initialsOf } from "../demo/names.ts";

/** White reads well on each. */
const COLOURS = ["#7a3e9d", "#0b6e4f", "#9c3d10", "#1d5fa8", "#8a2c5a", "#4c5a0f", "#00687a", "#5b4bb5"];
const APP = "#1f3b4d";

export function colourOf(name: string): string {
  const sum = [...name].reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
  return COLOURS[sum % COLOURS.length] ?? APP;
}

/** In place of photos, which nobody here has. Decoration: the name always stands beside it. */
export function Avatar({ name, size = 36, isApp = false }: { name: string; size?: number; isApp?: boolean }) {
  const background = isApp ? APP : colourOf(name);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.42, borderRadius: size * 0.22, background }}
    >
      {isApp ? name.charAt(0) : initialsOf(name)}
    </span>
  );
}
