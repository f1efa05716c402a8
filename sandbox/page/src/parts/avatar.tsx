import { initialsOf } from "../demo/names.ts";

/** Of Slack's own set for people without a photo; white reads well on each. */
const COLOURS = ["#7a3e9d", "#0b6e4f", "#9c3d10", "#1d5fa8", "#8a2c5a", "#4c5a0f", "#00687a", "#5b4bb5"];

/** In place of photos, which nobody here has. Decoration: the name always stands beside it. */
export function Avatar({ name, size = 36, isApp = false }: { name: string; size?: number; isApp?: boolean }) {
  const sum = [...name].reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  const background = isApp ? "#1f3b4d" : COLOURS[sum % COLOURS.length];
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.42, borderRadius: size * 0.22, background }}
    >
      {isApp ? "W" : initialsOf(name)}
    </span>
  );
}
