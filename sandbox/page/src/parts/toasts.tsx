import { useEffect } from "react";
import type { Toast } from "../demo/connection.ts";
import { dropToast, useDemoState } from "../demo/demo.tsx";
import { inTheirWords } from "../slack/words.ts";
import { Icon } from "./icons.tsx";

const SHOWN_MS = 9000;

/** What Slack, Personio or the demo refused, in its own words. It can be read and put away whatever windows are open. */
export function Toasts() {
  const { toasts } = useDemoState();
  return (
    <div className="toasts" role="alert">
      {toasts.map((one) => (
        <ToastNote key={one.id} toast={one} />
      ))}
    </div>
  );
}

function ToastNote({ toast: { id, text } }: { toast: Toast }) {
  const { snapshot } = useDemoState();
  useEffect(() => {
    const timer = setTimeout(() => dropToast(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <p className="toast">
      <Icon name="warning" />
      <span>{snapshot ? inTheirWords(snapshot.me, text) : text}</span>
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dropToast(id)}>
        <Icon name="close" size={14} />
      </button>
    </p>
  );
}
