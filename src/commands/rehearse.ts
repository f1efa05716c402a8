import { weekOf } from "../domain/calendar.ts";
import type { Directory } from "../personio/directory.ts";
import { textsFor } from "../texts/texts.ts";
import { whosOutMessage } from "../views/whos-out.ts";
import type { Asker } from "./asker.ts";
import { type AwayNeeds, askWhosOut } from "./away.ts";

/**
 * Puts together who is out this week, for nobody: code that runs for the first time takes its time, and so does Personio meanwhile.
 * Never fails: whoever asks will be told.
 *
 * @param soFar tells what is read so far, and asks nobody
 */
export async function rehearse(
  soFar: Directory,
  { today, zone }: Pick<Asker, "today" | "zone">,
  needs: Omit<AwayNeeds, "directory">,
): Promise<void> {
  const texts = textsFor(undefined);
  const question = { span: weekOf(today), who: { kind: "everybody" as const }, page: 0 };
  const asked = askWhosOut(question, { kind: "channel" }, { texts, today, zone }, { ...needs, directory: soFar });
  await asked.then((model) => whosOutMessage(model, texts)).catch(() => {});
}
