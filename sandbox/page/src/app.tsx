import { useEffect } from "react";
import { ask, SnapshotProvider, useDemoState } from "./demo/demo.tsx";
import { go, usePlace } from "./demo/place.ts";
import { Inspector } from "./inspector/inspector.tsx";
import { useInspector } from "./inspector/use-inspector.ts";
import { Toasts } from "./parts/toasts.tsx";
import { PersonioTab } from "./personio/personio-tab.tsx";
import { SlackTab } from "./slack/slack-tab.tsx";
import { LinkNote } from "./world/link-note.tsx";
import { TopBar } from "./world/top-bar.tsx";

export function App() {
  const { snapshot } = useDemoState();
  const { as, tab } = usePlace();
  const { isOpen } = useInspector();
  const me = snapshot?.me.id;
  useEffect(() => {
    if (!me || as === me) return;
    const stayMe = () => go({ as: me }, { replaces: true });
    // The address says who one is: it was chosen, gone back to, or followed.
    if (as) void ask({ do: "be", user: as }, { quiet: true }).then(({ error }) => error !== undefined && stayMe());
    else stayMe();
  }, [me, as]);
  useEffect(() => {
    if (snapshot) document.title = `${snapshot.me.name} · ${snapshot.company}`;
  }, [snapshot]);

  if (!snapshot)
    return (
      <main className="waiting">
        <span className="spinner" aria-hidden="true" /> <p role="status">Waiting for the demo …</p>
      </main>
    );
  return (
    <SnapshotProvider snapshot={snapshot}>
      <div className="shell">
        <TopBar />
        <LinkNote />
        <div className="sides">
          {tab === "personio" ? <PersonioTab /> : <SlackTab key={snapshot.me.id} />}
          {isOpen && <Inspector />}
        </div>
      </div>
      <Toasts />
    </SnapshotProvider>
  );
}
