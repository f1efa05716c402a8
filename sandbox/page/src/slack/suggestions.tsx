import { useEffect, useRef } from "react";
import { useShown } from "../demo/demo.tsx";
import { Avatar } from "../parts/avatar.tsx";
import type { Suggestion } from "./completion.ts";
import { slackWords } from "./words.ts";

/** What the composer offers, above it. */
export function Suggestions({
  id,
  kind,
  suggestions,
  active,
  onTake,
}: {
  id: string;
  kind: "command" | "person";
  suggestions: Suggestion[];
  active: Suggestion;
  onTake: (suggestion: Suggestion) => void;
}) {
  const app = useShown((snapshot) => snapshot.app);
  const words = slackWords(useShown((snapshot) => snapshot.me));
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is marked
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      className="suggestions"
      id={id}
      ref={list}
      role="listbox"
      aria-label={kind === "command" ? words.commands : words.people}
    >
      {suggestions.map((suggestion) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the composer's
        <div
          key={suggestion.key}
          id={`${id}-${suggestion.key}`}
          role="option"
          aria-selected={suggestion === active}
          tabIndex={-1}
          className="suggestion"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <Avatar name={kind === "command" ? app.name : suggestion.title} size={24} isApp={kind === "command"} />
          <span>
            <strong>{suggestion.title}</strong>
            {suggestion.usage && <span className="usage-hint"> {suggestion.usage}</span>}
            <small>{suggestion.note}</small>
          </span>
        </div>
      ))}
    </div>
  );
}
