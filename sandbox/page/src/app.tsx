import { memo, type ReactNode, useEffect } from "react";
import { Boundary } from "./blocks/boundary.tsx";
import { ask, useDemoState, useShown, useSnapshot } from "./demo/demo.tsx";
import { go, usePlace } from "./demo/place.ts";
import { Inspector } from "./inspector/inspector.tsx";
import { useInspector } from "./inspector/use-inspector.ts";
import { Side } from "./parts/side.tsx";
import { Toasts } from "./parts/toasts.tsx";
import { PersonioTab } from "./personio/personio-tab.tsx";
import { SlackTab } from "./slack/slack-tab.tsx";
import { Broken } from "./world/broken.tsx";
import { LinkNote } from "./world/link-note.tsx";
import { TopBar } from "./world/top-bar.tsx";

/** The page. Whatever goes wrong in it, there is always a way on. */
export function App() {
  const { snapshot } = useDemoState();
  if (!snapshot)
    return (
      <main className="waiting">
        <span className="spinner" aria-hidden="true" /> <p role="status">Waiting for the demo …</p>
      </main>
    );
  return (
    <div className="page">
      <Boundary data={snapshot} instead={(thrown) => <Broken thrown={thrown} />}>
        <Whole />
      </Boundary>
      <Toasts />
    </div>
  );
}

const Whole = memo(function Whole() {
  const me = useShown((snapshot) => snapshot.me);
  const company = useShown((snapshot) => snapshot.company);
  const { as, tab } = usePlace();
  const { isOpen } = useInspector();
  useEffect(() => {
    if (as === me.id) return;
    const stayMe = () => go({ as: me.id }, { replaces: true });
    // The address says who one is: it was chosen, gone back to, or followed.
    if (as) void ask({ do: "be", user: as }, { quiet: true }).then(({ error }) => error !== undefined && stayMe());
    else stayMe();
  }, [me.id, as]);
  useEffect(() => {
    document.title = `${me.name} · ${company}`;
  }, [me.name, company]);
  return (
    <Side className="shell" isWhole>
      <TopBar />
      <LinkNote />
      <div className="sides">
        <Sound key={tab}>{tab === "personio" ? <PersonioTab /> : <SlackTab key={me.id} />}</Sound>
        {isOpen && (
          <Sound>
            <Inspector />
          </Sound>
        )}
      </div>
    </Side>
  );
});

/** A side that goes wrong leaves the other one, and the way to begin anew. */
function Sound({ children }: { children: ReactNode }) {
  const snapshot = useSnapshot();
  return (
    <Boundary data={snapshot} instead={(thrown) => <Broken thrown={thrown} />}>
      {children}
    </Boundary>
  );
}
