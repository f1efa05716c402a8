import {
  type KeyboardEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useAsking, useSnapshot } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { completionFor, type Suggestion, usageFor } from "./completion.ts";
import { Shortcuts } from "./shortcuts.tsx";
import { Suggestions } from "./suggestions.tsx";
import { slackWords } from "./words.ts";

/** What others can do with the composer: put a text into it. */
export type Writing = { write: (text: string) => void };

/** Where messages and commands are typed. Enter sends; Shift and Enter begins another line. */
export function Composer({
  channel,
  name,
  isApp,
  ref,
}: {
  channel: string;
  name: string;
  isApp: boolean;
  ref: Ref<Writing>;
}) {
  const snapshot = useSnapshot();
  const words = slackWords(snapshot.me);
  const [text, setText] = useState("");
  const [isPending, asking] = useAsking();
  const field = useRef<HTMLTextAreaElement>(null);
  const [cursor, setCursor] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const id = useId();

  const completion = isClosed ? undefined : completionFor(snapshot, text.slice(0, cursor));
  const suggestions = completion?.suggestions ?? [];
  const usage = usageFor(snapshot, text);
  const active = suggestions[Math.min(chosen, suggestions.length - 1)];

  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, 160)}px`;
    // A text that was put in from elsewhere, such as a hint, is gone on with at its end.
    if (text !== "" && document.activeElement !== element) {
      element.focus();
      element.setSelectionRange(text.length, text.length);
      setCursor(text.length);
    }
  }, [text]);
  useEffect(() => {
    if (matchMedia("(min-width: 481px)").matches) field.current?.focus();
  }, []);

  const put = (value: string, at = value.length) => {
    setText(value);
    setCursor(at);
    setChosen(0);
    setClosed(false);
  };
  useImperativeHandle(ref, () => ({ write: (value) => put(value) }));
  const take = ({ insert }: Suggestion) => {
    const before = text.slice(0, completion?.from ?? 0) + insert;
    put(before + text.slice(cursor), before.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };
  const send = async () => {
    const said = text.trim();
    if (said === "") return;
    put("");
    const { error } = await asking({ do: "say", channel, text: said });
    if (error !== undefined && field.current?.value === "") put(said);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, nativeEvent } = event;
    if (nativeEvent.isComposing) return;
    const isWhole = completion?.kind === "command" && active?.title === text.trim();
    if (active && (key === "ArrowDown" || key === "ArrowUp")) {
      const step = key === "ArrowDown" ? 1 : -1;
      setChosen((Math.min(chosen, suggestions.length - 1) + step + suggestions.length) % suggestions.length);
    } else if (active && key === "Escape") setClosed(true);
    else if (active && (key === "Tab" || (key === "Enter" && !shiftKey && !isWhole))) take(active);
    else if (key === "Enter" && !shiftKey) void send();
    else return;
    event.preventDefault();
  };

  return (
    <div className="composer">
      {active && completion && (
        <Suggestions id={id} kind={completion.kind} suggestions={suggestions} active={active} onTake={take} />
      )}
      {usage && !active && (
        <p className="usage" role="status">
          <strong>{usage.command}</strong> {usage.usageHint} <small>{usage.description}</small>
        </p>
      )}
      <div className="composer-frame">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={words.messageLabel(name)}
          aria-autocomplete="list"
          aria-controls={active ? id : undefined}
          aria-activedescendant={active ? `${id}-${active.key}` : undefined}
          placeholder={isApp ? words.messageToApp(name) : words.messageTo(name)}
          onChange={({ currentTarget: { value, selectionStart } }) => put(value, selectionStart)}
          onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        <div className="composer-tools">
          <Shortcuts onCommand={(command) => put(`${command} `)} />
          <span className="faint" role="status">
            {isPending ? words.sending : ""}
          </span>
          <button
            type="button"
            className="send-button"
            aria-label={words.send}
            title={words.send}
            disabled={text.trim() === ""}
            onClick={() => void send()}
          >
            <Icon name="send" />
          </button>
        </div>
      </div>
    </div>
  );
}
