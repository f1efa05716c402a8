import type { Answer, Answers } from "./personio-answers.ts";

type Refusal = { status: number; body?: unknown };
/** How an answer is lost: another comes in its place, or none, or the connection breaks. */
type Loss = Refusal | "hang" | "drop";
/**
 * How a call goes wrong: with a status (and a body of your own), with something that is no JSON, with a next link that points to its
 * own page, never, or by a connection that breaks. `after`: the call is carried out all the same, and only its answer is lost.
 * `late`: the answer is lost now, and the call is carried out when the test says so (`landLate`).
 */
export type Fault = Loss | "html" | "half-json" | "loop" | { after: Loss } | { late: Loss };

/** What is to go wrong, and what is still on its way. */
export function createFaults(answers: Answers) {
  const planned: { path: RegExp; fault: Fault; times: number }[] = [];
  const onTheirWay: (() => void)[] = [];
  const refusal = ({ status, body }: Refusal): Answer =>
    body === undefined ? answers.trouble(status) : { status, body };

  return {
    failNext: (path: RegExp, fault: Fault, times = 1): void => void planned.push({ path, fault, times }),
    heal: (): void => void planned.splice(0),
    landLate: (): void => {
      for (const land of onTheirWay.splice(0)) land();
    },

    /** The fault that is planned for "METHOD /path"; it counts as done. */
    take(call: string): Fault | undefined {
      const next = planned.find(({ path, times }) => times > 0 && path.test(call));
      if (next) next.times -= 1;
      return next?.fault;
    },

    /**
     * What is answered under a fault.
     * @param carryOut does what the call asks for, and answers; also later
     * @param instead notes an answer that comes without anything having been done
     */
    answer(
      fault: Fault | undefined,
      carryOut: () => Answer,
      instead: (answer: Answer) => Answer,
    ): Answer | "hang" | "drop" {
      if (fault === undefined) return carryOut();
      if (fault === "hang" || fault === "drop") return fault;
      if (fault === "html") return instead({ status: 200, type: "text/html", body: "<html>Sign in</html>" });
      if (fault === "half-json") return instead({ status: 200, body: '{"_data":[{"id":"1' });
      if (fault === "loop") return looped(carryOut());
      if ("status" in fault) return instead(refusal(fault));
      const loss = "after" in fault ? fault.after : fault.late;
      if ("after" in fault) carryOut();
      else onTheirWay.push(carryOut);
      return typeof loss === "string" ? loss : refusal(loss);
    },
  };
}

/** A page whose next is itself. */
function looped(page: Answer): Answer {
  const { links } = (page.body as { _meta?: { links?: { self: object; next?: object } } } | undefined)?._meta ?? {};
  if (links) links.next = links.self;
  return page;
}
