import { useRef, useState } from "react";
import { ask, toast, useAsking, useShown } from "../demo/demo.tsx";
import { Switch } from "../parts/switch.tsx";
import { useStored } from "../parts/use-stored.ts";
import { ConfirmDialog } from "../windows/confirm.tsx";

const START_OVER = {
  title: { type: "plain_text" as const, text: "Start over?" },
  text: {
    type: "plain_text" as const,
    text: "Everything that was said, asked for and set up is forgotten, and the clock shows the real time again.",
  },
  confirm: { type: "plain_text" as const, text: "Start over" },
  style: "danger" as const,
};

const BOT = { running: "Restart the bot", starting: "Starting …", off: "Start the bot" };

export function WorldActions({ onDone }: { onDone: () => void }) {
  const isSlackDown = useShown((snapshot) => snapshot.isSlackDown);
  const bot = useShown((snapshot) => snapshot.bot);
  const [isPending, asking] = useAsking();
  const [isSure, setSure] = useState(false);
  const [, setHintGone] = useStored("hint-gone");
  const file = useRef<HTMLInputElement>(null);
  const open = async (chosen: File | undefined) => {
    if (!chosen) return;
    const world: unknown = await chosen
      .text()
      .then(JSON.parse)
      .catch(() => undefined);
    if (world === undefined) return toast(`${chosen.name} is no JSON`);
    const { error } = await asking({ do: "open", world });
    if (error === undefined) onDone();
  };
  return (
    <>
      <section aria-label="Bot and Slack" className="world-section">
        <h3>Bot and Slack</h3>
        <div className="row">
          <button
            type="button"
            className="button default"
            disabled={isPending || bot === "starting"}
            onClick={() => void asking({ do: "restartBot" })}
          >
            {BOT[bot]}
          </button>
          <Switch isOn={isSlackDown} onTurn={(isDown) => ask({ do: "slackTrouble", isDown })}>
            Slack is down
          </Switch>
        </div>
        <p className="faint">
          Requests that were sent survive a restart. To slow down or break Personio, go to its tab: API and troubles.
        </p>
      </section>
      <section aria-label="This world" className="world-section">
        <h3>This world</h3>
        <div className="row">
          <a className="button default" href="/world.json" download="whosout-world.json">
            Save as a file
          </a>
          <button type="button" className="button default" disabled={isPending} onClick={() => file.current?.click()}>
            Open a file
          </button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            aria-label="A world as JSON"
            className="hidden-file"
            tabIndex={-1}
            onChange={({ currentTarget }) => {
              void open(currentTarget.files?.[0]);
              currentTarget.value = "";
            }}
          />
          <button type="button" className="button danger" disabled={isPending} onClick={() => setSure(true)}>
            Start over
          </button>
          <button
            type="button"
            className="button default"
            onClick={() => {
              setHintGone(undefined);
              onDone();
            }}
          >
            Show the hints
          </button>
        </div>
        <p className="faint">
          The file holds all messages, people, absences and what the bot has stored, but no open windows. Attach it to a
          bug report.
        </p>
      </section>
      {isSure && (
        <ConfirmDialog
          confirm={START_OVER}
          onNo={() => setSure(false)}
          onYes={() => {
            setSure(false);
            void asking({ do: "startOver" }).then(onDone);
          }}
        />
      )}
    </>
  );
}
