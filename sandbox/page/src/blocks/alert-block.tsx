import { Icon } from "../parts/icons.tsx";
import type { BlockData } from "./shapes.ts";
import { Text } from "./text.tsx";

const LEVELS: Record<string, { icon: "info" | "warning" | "check" | "close"; spoken: string }> = {
  default: { icon: "info", spoken: "Note" },
  info: { icon: "info", spoken: "Note" },
  warning: { icon: "warning", spoken: "Warning" },
  error: { icon: "close", spoken: "Error" },
  success: { icon: "check", spoken: "Done" },
};

/** Never by colour alone: the sign has a name. */
export function AlertBlock({ block: { text, level = "default" } }: { block: BlockData }) {
  const { icon, spoken } = LEVELS[level] ?? { icon: "info", spoken: "Note" };
  return (
    <div className={`alert-block ${level}`}>
      <span role="img" aria-label={spoken}>
        <Icon name={icon} />
      </span>
      <div>
        <Text of={text} />
      </div>
    </div>
  );
}
