import { colourOf, initialsOf } from "../../../demo-avatar.ts";

/** White reads well on it. */
const APP = "#1f3b4d";

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
