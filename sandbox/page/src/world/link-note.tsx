import { useDemoState, useSnapshot } from "../demo/demo.tsx";

/** Said while the demo, the bot or Slack is away: nothing here is broken then. */
export function LinkNote() {
  const { link } = useDemoState();
  const { isBotRunning, isSlackDown } = useSnapshot();
  const text =
    link !== "open"
      ? "The demo has gone away. This page comes back by itself when it runs again."
      : isSlackDown
        ? "Slack is down (World › Slack is down). Whatever is pressed now reaches nobody."
        : isBotRunning
          ? undefined
          : "The bot is starting …";
  return (
    <div role="status" className={text ? "link-note" : "link-note none"}>
      {text}
    </div>
  );
}
