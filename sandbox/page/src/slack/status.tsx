import { Emoji } from "../blocks/emoji.tsx";
import { useShown } from "../demo/demo.tsx";

/** The status beside somebody's name: its sign, with what it says for whoever points at it or hears it. */
export function StatusSign({ of }: { of: string }) {
  const emoji = useShown(({ people }) => people.find(({ id }) => id === of)?.status?.emoji);
  const text = useShown(({ people }) => people.find(({ id }) => id === of)?.status?.text);
  if (!emoji) return null;
  return (
    <span className="status-sign" title={text}>
      <Emoji name={emoji.replaceAll(":", "")} />
      <span className="unseen">{text}</span>
    </span>
  );
}
