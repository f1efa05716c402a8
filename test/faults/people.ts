import type { Exchange, SeenMessage } from "../../sandbox/slack.ts";
import { addDays, dayText } from "../../src/domain/calendar.ts";
import { type Act, answersTo } from "./answers.ts";
import type { Login } from "./schedule.ts";
import type { Stage } from "./stage.ts";

/** A wish for time off on one day, which is nobody else's, and nobody else's day. */
export type Wish = {
  who: Login;
  personId: string;
  days: string[];
  acks: string[];
  sentAt?: number;
  isCancelled: boolean;
};

/** How long somebody waits before they do something else. */
const PATIENCE_MS = 150_000;
/** When a form says that something went wrong, it is sent once more, and once more. */
const SENT_AGAIN = 3;
/** Time off is asked for from then on: Mondays, one for each wish. */
const FIRST_DAY = "2027-02-01";

/** What the people of a schedule do, each one thing at a time. */
export function createPeople(stage: Stage) {
  const { slack, company, time, now, steps } = stage;
  const acts: Act[] = [];
  const wishes: Wish[] = [];
  const busy = new Set<Login>();
  /** When Slack was told to send something twice: whatever it sends next. */
  const doubled: number[] = [];
  const twiceNext = () => {
    doubled.push(now());
    slack.sendTwice();
  };
  let weeks = 0;
  let commands = 0;

  const idOf = (login: string) => company.who(login).slackId;
  const channelOf = "C0GENERAL";

  function newDay(): string {
    weeks += 1;
    return addDays(FIRST_DAY, 7 * (weeks - 1));
  }

  /** Whoever opens another window has closed what was open. */
  async function closeWindows(id: string): Promise<void> {
    if (slack.formOf(id)) await slack.dismiss(id, { all: true });
  }

  /** One thing at a time. */
  function by(who: Login, work: () => Promise<unknown>): void {
    if (busy.has(who)) return;
    busy.add(who);
    commands += 1;
    void work()
      .catch((error: unknown) => {
        // What Slack itself says to the person: nothing was delivered, no such window, what the bot said is nothing that Slack takes.
        if (error instanceof Error && error.name === "AnswerRefused") stage.processes.crashes.push(error);
      })
      .finally(() => busy.delete(who));
  }

  async function judged(
    act: Omit<Act, "at" | "wasAcked" | "until">,
    deliver: () => Promise<Exchange | undefined>,
  ): Promise<void> {
    const kept: Act = { ...act, at: now(), wasAcked: false, until: Number.POSITIVE_INFINITY };
    acts.push(kept);
    const from = steps.length;
    if (act.copies > 1) twiceNext();
    if (act.lateMs > 0) slack.sendLate(act.lateMs);
    const giveUpAt = now() + PATIENCE_MS;
    try {
      const exchange = await deliver();
      if (exchange) {
        kept.step = exchange.step;
        kept.wasAcked = !exchange.timedOut;
      }
    } catch {
      // It reached nobody, and Slackbot has said so.
      const sent = steps.slice(from).find(({ kind }) => kind === "slack→bot");
      if (sent) kept.step = sent.number;
    }
    while (now() < giveUpAt && answersTo(kept, stage).length === 0 && kept.step !== undefined) await time.sleep(1000);
    // The second copy may be answered a little later, and so may a window be filled.
    await time.sleep(2000);
    kept.until = now();
  }

  const lastAnswer = (who: Login): SeenMessage | undefined =>
    slack
      .seenBy(idOf(who), channelOf)
      .findLast(({ to, blocks }) => to === idOf(who) && JSON.stringify(blocks).includes("whos_out_show"));

  /** Presses "send", and once more where that did not work. */
  async function send(who: Login, wish: Wish, twice: boolean): Promise<void> {
    const id = idOf(who);
    for (let tries = 0; tries < SENT_AGAIN; tries++) {
      if (slack.formOf(id)?.submit === undefined) return;
      if (twice && tries === 0) twiceNext();
      const exchange = await slack.submit(id).catch((error: Error) => {
        if (error.name === "AnswerRefused") stage.processes.crashes.push(error);
        return undefined;
      });
      const said = JSON.stringify(exchange?.ack ?? null);
      wish.acks.push(said);
      if (said.includes("Sending to Personio")) {
        wish.sentAt ??= exchange?.step ?? steps.length;
        return;
      }
      await time.sleep(3000);
    }
  }

  async function requestTimeOff(who: Login, twice: boolean): Promise<void> {
    const id = idOf(who);
    const day = newDay();
    await closeWindows(id);
    await slack.command(id, channelOf, `/timeoff ${day} unpaid leave`);
    const form = await slack.nextForm(id, ({ submit }) => submit !== undefined).catch(() => undefined);
    if (!form) return;
    const wish: Wish = { who, personId: company.who(who).personId, days: [day], acks: [], isCancelled: false };
    wishes.push(wish);
    await send(who, wish, twice);
    await time.sleep(2000);
  }

  /** The newest direct message about a wish that still has its buttons. */
  function handled(who: Login): { message: SeenMessage; wish: Wish } | undefined {
    for (const message of slack.seenBy(idOf(who), idOf(who)).toReversed()) {
      const json = JSON.stringify(message.blocks);
      const wish = wishes.find(
        (one) => one.who === who && !one.isCancelled && message.text.includes(shown(one.days.at(-1) ?? "")),
      );
      if (wish && json.includes("Cancel it")) return { message, wish };
    }
    return undefined;
  }

  return {
    acts,
    wishes,
    doubled,
    commands: () => commands,
    isAtRest: () => busy.size === 0,

    ask: (who: Login, line: string, copies: number, lateMs: number) =>
      by(who, () =>
        judged({ who, id: idOf(who), said: line, kind: "question", copies, lateMs }, () =>
          slack.command(idOf(who), channelOf, line),
        ),
      ),

    press: (who: Login, button: string, copies: number) =>
      by(who, async () => {
        const message = lastAnswer(who);
        if (!message) return;
        const kind = button.startsWith("Share") ? "share" : "turn";
        await judged({ who, id: idOf(who), said: button, kind, copies, lateMs: 0 }, () =>
          slack.press(idOf(who), message, button),
        );
      }),

    openHome: (who: Login) =>
      by(who, () =>
        judged({ who, id: idOf(who), said: "App Home", kind: "home", copies: 1, lateMs: 0 }, () =>
          slack.openHome(idOf(who)),
        ),
      ),

    saveSettings: (who: Login) =>
      by(who, async () => {
        await slack.openHome(idOf(who));
        await time.sleep(3000);
        await closeWindows(idOf(who));
        await slack.pressHome(idOf(who), "Settings");
        await slack.nextForm(idOf(who), ({ submit }) => submit !== undefined);
        await slack.submit(idOf(who));
      }),

    requestTimeOff: (who: Login, twice: boolean) => by(who, () => requestTimeOff(who, twice)),

    cancelTimeOff: (who: Login, twice: boolean) =>
      by(who, async () => {
        const found = handled(who);
        if (!found) return;
        found.wish.isCancelled = true;
        if (twice) twiceNext();
        await slack.press(idOf(who), found.message, "Cancel it");
        await time.sleep(5000);
      }),

    changeTimeOff: (who: Login) =>
      by(who, async () => {
        const found = handled(who);
        if (!found) return;
        await closeWindows(idOf(who));
        await slack.press(idOf(who), found.message, "Change");
        await slack.nextForm(idOf(who), ({ submit }) => submit !== undefined);
        const day = newDay();
        await slack.fill(idOf(who), "First day", day);
        await slack.fill(idOf(who), "Last day", day).catch(() => {});
        found.wish.days.push(day);
        await send(who, found.wish, false);
        await time.sleep(2000);
      }),
  };
}

export type People = ReturnType<typeof createPeople>;

/** A day as the bot writes it in English, seen from 2026. */
export function shown(day: string): string {
  return dayText(day as never, { locale: "en-GB", today: "2026-11-23" as never });
}
