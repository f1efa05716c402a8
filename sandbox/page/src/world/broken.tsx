import { ask } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";

/** What this world holds cannot be drawn: it may have come from a file. */
export function Broken({ thrown }: { thrown: unknown }) {
  return (
    <main className="broken">
      <h1>
        <Icon name="warning" /> This page cannot draw this world
      </h1>
      <p>
        The bot and the world behind the page are still there. <code>{String(thrown)}</code>
      </p>
      <div className="row">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Load the page anew
        </button>
        <a className="button default" href="/world.json" download="whosout-world.json">
          Save the world as a file
        </a>
        <button type="button" className="button danger" onClick={() => void ask({ do: "startOver" })}>
          Start over
        </button>
      </div>
    </main>
  );
}
