import type { AbsencePeriod } from "../domain/absence.ts";
import type { Day, HalfDay } from "../domain/calendar.ts";
import type { Texts } from "../texts/en.ts";
import { nameText } from "./away.ts";
import { escaped, type Message, sections } from "./blocks.ts";

/** Somebody who is out right now; `back` as of `Presence`. Never why. */
export type AwayNow = { name: string; back: HalfDay | null | undefined; period: Pick<AbsencePeriod, "last" | "times"> };

/** For whoever just mentioned them, a line each. */
export function awayNoticeMessage(away: readonly AwayNow[], today: Day, texts: Texts): Message {
  const lines = away.map((one) => texts.presence.isOut(nameText(one), untilOf(one, today, texts)));
  return { text: escaped(lines.join("\n")), blocks: sections(lines) };
}

/** When they are back, as far as anybody knows: "back Mon 30 Nov", "back at 11:30". */
export function untilOf({ back, period }: Omit<AwayNow, "name">, today: Day, texts: Texts): string | undefined {
  if (back) return texts.away.back(back, period.last, today);
  return back === undefined && period.times ? texts.presence.backAt(period.times.to) : undefined;
}
