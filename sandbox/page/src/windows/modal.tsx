import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { SurfaceProvider } from "../blocks/surface.tsx";
import { ask, useShown } from "../demo/demo.tsx";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { useLayer } from "../parts/side.tsx";
import { inTheirWords, slackWords } from "../slack/words.ts";
import { useDialog } from "./use-dialog.ts";
import { useWindowSurface } from "./use-window-surface.ts";

type Shown = NonNullable<Snapshot["window"]>;

/** The topmost window, over everything else of Slack until it is closed or sent. */
export function Modal({ shown }: { shown: Shown }) {
  const app = useShown((snapshot) => snapshot.app);
  const me = useShown((snapshot) => snapshot.me);
  const words = slackWords(me);
  const view = shown.id;
  const dismiss = () => void ask({ do: "dismiss", view });
  const dismissAll = () => void ask({ do: "dismiss", view, all: true });
  const dialog = useDialog(useLayer(), dismiss);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const { surface, settled } = useWindowSurface(shown);

  // Another window takes the focus into its first field; the same one, changed by the bot, leaves it where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each window once
  useEffect(() => {
    const first = body.current?.querySelector<HTMLElement>("input, textarea, button");
    (first ?? dialog.ref.current)?.focus();
    body.current?.scrollTo(0, 0);
    setTrouble(undefined);
  }, [shown.id]);
  useEffect(() => {
    if (Object.keys(shown.errors).length === 0) return;
    const field = body.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  }, [shown.errors]);

  // The bot may take away what had the focus: the window itself has it then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the window changes
  useEffect(() => {
    if (document.activeElement === document.body) dialog.ref.current?.focus();
  }, [shown]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || !shown.submit) return;
    setSending(true);
    setTrouble(undefined);
    await settled();
    setTrouble((await ask({ do: "submit", view }, { quiet: true })).error);
    setSending(false);
  };
  return (
    <dialog {...dialog} className="window" aria-labelledby={id} tabIndex={-1}>
      <form onSubmit={submit} noValidate>
        <div className="window-head">
          {shown.depth > 1 ? (
            <button type="button" className="icon-button" aria-label={words.back} onClick={dismiss}>
              <Icon name="back" />
            </button>
          ) : (
            <Avatar name={app.name} size={28} isApp />
          )}
          <h2 id={id}>{shown.title}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={dismissAll}>
            <Icon name="close" />
          </button>
        </div>
        <div className="window-body" ref={body}>
          <SurfaceProvider value={surface}>
            <Blocks key={shown.id} blocks={shown.blocks} />
          </SurfaceProvider>
        </div>
        {trouble && (
          <p className="window-trouble" role="alert">
            <Icon name="warning" size={16} /> {inTheirWords(me, trouble)}
          </p>
        )}
        <div className="window-foot">
          <button type="button" className="button default" onClick={dismiss}>
            {shown.close ?? words.cancel}
          </button>
          {shown.submit && (
            <button type="submit" className="button primary" aria-busy={isSending} aria-disabled={isSending}>
              {shown.submit}
              {isSending && <span className="spinner" aria-hidden="true" />}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}
