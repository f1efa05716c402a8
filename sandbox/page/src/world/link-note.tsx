import { useDemoState, useShown } from "../demo/demo.tsx";

/** Said while the demo, the bot or Slack is away: nothing here is broken then. */
export function LinkNote() {
  const { link } = useDemoState();
  const isSlackDown = useShown((snapshot) => snapshot.isSlackDown);
  const bot = useShown((snapshot) => snapshot.bot);
  const text =
    link !== "open"
      ? "The demo has gone away. This page comes back by itself when it runs again."
      : isSlackDown
        ? "Slack is down: nothing that is typed or pressed reaches the bot. It can be put up again under World."
        : {
            running: undefined,
            starting: "The bot is starting …",
            off: "The bot is off: nobody answers in Slack. It can be started under World.",
          }[bot];
  return (
    <div role="status" className={text ? "link-note" : "link-note none"}>
      {text}
    </div>
  );
}
