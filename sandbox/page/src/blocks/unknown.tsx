import { Icon } from "../parts/icons.tsx";

/** What this page cannot draw: said, and shown as it came, rather than left out. */
export function Unknown({ type, data }: { type: string; data: unknown }) {
  return (
    <details className="unknown" lang="en">
      <summary>
        <Icon name="info" size={16} /> This page cannot draw “{type}”. Slack may.
      </summary>
      <pre>{JSON.stringify(data, null, 2)}</pre>
    </details>
  );
}
