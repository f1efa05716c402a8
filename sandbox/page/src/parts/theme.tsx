import { useEffect, useState } from "react";
import { Icon } from "./icons.tsx";
import { useStored } from "./use-stored.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** Light or dark: as the system has it, until somebody chooses. */
export function ThemeSwitch() {
  const [chosen, choose] = useStored("theme");
  const [isSystemDark, setSystemDark] = useState(dark.matches);
  useEffect(() => {
    const follow = () => setSystemDark(dark.matches);
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  }, []);
  const isDark = chosen ? chosen === "dark" : isSystemDark;
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
  }, [isDark]);

  const label = isDark ? "Light colours" : "Dark colours";
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => choose(isDark ? "light" : "dark")}
    >
      <Icon name={isDark ? "sun" : "moon"} />
    </button>
  );
}
