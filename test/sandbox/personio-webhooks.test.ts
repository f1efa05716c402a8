import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { days, desk, midnight, TYPE } from "./personio-desk.ts";

const TOKEN = "a token, sent as it is";
const WANTED = days("2026-12-01", "2026-12-04");
type Event = { event_name: string; payload: { id?: string } };

/** Somebody who is told, and answers one status after the other, the last one for ever; 0: never. */
async function told(...statuses: number[]) {
  const heard: { headers: IncomingHttpHeaders; event: Event }[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, event: JSON.parse(Buffer.concat(chunks).toString()) });
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    if (status !== 0) response.writeHead(status ?? 204, { location: "/elsewhere" }).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    receiver.closeAllConnections();
    receiver.close();
  });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/personio/webhooks`;
  const parts = await desk(({ personio }) => {
    personio.state.settings.webhook = { url, token: TOKEN };
  });
  const { personio } = parts;
  /** The names of the events since the last look, once all were sent. */
  const names = async () => {
    await personio.webhooksDone();
    return heard.splice(0).map(({ event }) => event.event_name.replace("absence-period.", ""));
  };
  const statusesSent = () => personio.deliveries.map(({ status }) => status);
  return { ...parts, heard, names, statusesSent };
}

describe("the webhook", () => {
  it("is told that there is something new, and who is meant, but nothing about it", async () => {
    const { heard, created, personio } = await told();
    const id = await created({ ...WANTED, comment: "Family" });
    await personio.webhooksDone();
    expect(heard).toEqual([
      {
        headers: expect.objectContaining({ authorization: TOKEN, "content-type": "application/json" }),
        event: {
          company_id: expect.any(String),
          event_name: "absence-period.created",
          occurred_at: "2026-11-23T08:00:00.000Z",
          payload: { id, person: { id: "1002" } },
        },
      },
    ]);
    expect(personio.deliveries).toEqual([{ event: heard[0]?.event, status: 204 }]);
  });

  it("is told what the API does", async () => {
    const { names, created, change, remove } = await told();
    const id = await created(WANTED, "?skip_approval=true");
    expect(await names()).toEqual(["created"]);
    await change(id, { ends_at: midnight("2026-12-02") }, "?skip_approval=true");
    expect(await names()).toEqual(["updated.timerange"]);
    await change(id, { ends_at: midnight("2026-12-03") }, "?skip_approval=false");
    expect(await names()).toEqual(["updated.timerange", "updated.status"]);
    await change(id, { comment: "Family" });
    expect(await names()).toEqual([]);
    await remove(id);
    expect(await names()).toEqual(["deleted"]);
  });

  it("is told what people do in the web app", async () => {
    const { names, personio, person } = await told();
    const last = { day: "2026-12-04", half: "SECOND_HALF" } as const;
    const { id } = personio.enter({
      personId: person("otto"),
      typeId: TYPE.sick,
      first: { day: "2026-12-01", half: "FIRST_HALF" },
      last,
      status: "PENDING",
    });
    personio.decide(id, "APPROVED");
    personio.decide(id, "APPROVED");
    personio.alter(id, { last: null });
    personio.alter(id, { last, status: "DELETION_PENDING" });
    personio.erase(id);
    personio.ping();
    expect(await names()).toEqual([
      "created",
      "updated.status",
      "updated.timerange",
      "updated.timerange",
      "updated.status",
      "deleted",
      "ping",
    ]);
  });

  it("is told of a deletion that waits for somebody's word, and not of what was refused", async () => {
    const { names, created, remove, create, personio } = await told();
    personio.state.settings.approveDeletions = true;
    const id = await created(WANTED, "?skip_approval=true");
    await create(WANTED);
    await remove(id);
    expect(await names()).toEqual(["created", "updated.status"]);
  });

  it.each([
    ["whose answer is lost", { after: "drop" }, ["created"]],
    ["that is on its way", { late: "drop" }, []],
    ["that never arrives", "drop", []],
  ] as const)("is told of a call %s, once it is carried out", async (_name, fault, events) => {
    const { names, create, personio } = await told();
    personio.failNext(/^POST/, fault);
    await expect(create(WANTED)).rejects.toThrow("fetch failed");
    expect(await names()).toEqual(events);
    personio.landLate();
    expect(await names()).toEqual(typeof fault === "object" && "late" in fault ? ["created"] : []);
  });

  it.each([
    [
      [500, 503, 204],
      [500, 503, 204],
    ],
    [[500], [500, 500, 500]],
    [[501], [501]],
    [[401], [401]],
    [[302], [302]],
    [[200], [200]],
  ])("that answers %j is told %j", async (answers, sent) => {
    const { created, personio, statusesSent } = await told(...answers);
    await created(WANTED);
    await personio.webhooksDone();
    expect(statusesSent()).toEqual(sent);
  });

  it("that does not answer is given three seconds, three times", async () => {
    const { created, personio, heard, statusesSent } = await told(0);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    await created(WANTED);
    for (const attempt of [1, 2, 3]) {
      while (heard.length < attempt) await new Promise(setImmediate);
      await vi.advanceTimersByTimeAsync(2999);
      expect(statusesSent()).toHaveLength(attempt - 1);
      await vi.advanceTimersByTimeAsync(1);
      while (statusesSent().length < attempt) await new Promise(setImmediate);
    }
    await personio.webhooksDone();
    expect(statusesSent()).toEqual(["no answer", "no answer", "no answer"]);
  });

  it("that is not there keeps nobody waiting", async () => {
    const { created, personio, statusesSent } = await told();
    personio.state.settings.webhook = { url: "http://127.0.0.1:1/", token: TOKEN };
    await created(WANTED);
    await personio.webhooksDone();
    expect(new Set(statusesSent())).toEqual(new Set(["no answer"]));
  });

  it("is told everything once more, the last first", async () => {
    const { names, created, remove, personio } = await told();
    await remove(await created(WANTED));
    expect(await names()).toEqual(["created", "deleted"]);
    for (const _again of [1, 2]) {
      personio.redeliver();
      expect(await names()).toEqual(["deleted", "created"]);
    }
  });

  it("is told nothing before there is one", async () => {
    const { names, created, remove, personio } = await told();
    const { webhook } = personio.state.settings;
    personio.state.settings.webhook = undefined;
    const id = await created(WANTED);
    personio.state.settings.webhook = webhook;
    await remove(id);
    personio.redeliver();
    expect(await names()).toEqual(["deleted", "deleted"]);
  });
});
