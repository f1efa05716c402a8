import { useShown } from "../demo/demo.tsx";
import type { Message } from "./message.tsx";
import { languageOf } from "./words.ts";

/** Somebody asks, and does not just talk to colleagues. */
const ASKS = /\?|\b(who|whos|out|off|away|leave|holiday|vacation|help|wer|weg|frei|urlaub|abwesend|hilfe|whosout)\b/i;
const SAID = {
  en: { why: "Apps hear commands only here. Try", example: "/whosout next week" },
  de: { why: "Apps hören hier nur Befehle. Versuch es mit", example: "/whosout nächste Woche" },
};

/** The page's own word, where nobody answers in Slack either: apps do not hear what is said in channels. */
export function Unheard({ messages, onTry }: { messages: readonly Message[]; onTry: (text: string) => void }) {
  const me = useShown((snapshot) => snapshot.me);
  const last = messages.at(-1);
  if (!last || last.from !== me.id || !ASKS.test(last.text)) return null;
  const { why, example } = SAID[languageOf(me)];
  return (
    <p className="unheard" role="status">
      {why}{" "}
      <button type="button" className="chip" onClick={() => onTry(example)}>
        {example}
      </button>
    </p>
  );
}
