import { useShown } from "../demo/demo.tsx";
import { go, usePlace } from "../demo/place.ts";
import { useInspector } from "../inspector/use-inspector.ts";
import { Icon } from "../parts/icons.tsx";
import { ThemeSwitch } from "../parts/theme.tsx";
import { WorldMenu } from "./world-menu.tsx";

export function TopBar() {
  const refusals = useShown(({ trace }) => trace.filter(({ isOk }) => !isOk).length);
  const pending = useShown(
    ({ personio }) => personio.absencePeriods.filter(({ status }) => status === "PENDING").length,
  );
  const { tab } = usePlace();
  const inspector = useInspector();
  const tabLink = (to: "slack" | "personio", name: string, count = 0) => (
    <a
      href={`?tab=${to}`}
      aria-current={tab === to ? "page" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        go({ tab: to });
      }}
    >
      {name}
      {count > 0 && (
        <span
          className="badge"
          title={count === 1 ? "1 request waits for approval" : `${count} requests wait for approval`}
        >
          {count}
        </span>
      )}
    </a>
  );
  return (
    <header className="top-bar">
      <nav aria-label="Sides of the demo">
        {tabLink("slack", "Slack")}
        {tabLink("personio", "Personio", pending)}
      </nav>
      <WorldMenu />
      <div className="top-tools">
        <button type="button" className="inspector-button" aria-pressed={inspector.isOpen} onClick={inspector.toggle}>
          <Icon name="list" size={16} /> <span>Inspector</span>
          {refusals > 0 && (
            <span className="badge red" title={refusals === 1 ? "1 refusal" : `${refusals} refusals`}>
              {refusals}
            </span>
          )}
        </button>
        <ThemeSwitch />
      </div>
    </header>
  );
}
