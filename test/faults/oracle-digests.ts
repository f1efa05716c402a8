import type { Stage } from "./stage.ts";

/** Each stands there once; twice only where the bot could not know, and may not look; never not at all without a word to its owner. */
export function wrongWithDigests(stage: Stage): string[] {
  const { slack, disk, wire, company, steps } = stage;
  const anna = company.who("anna").slackId;
  return stage.digests.flatMap(({ id, setup }) => {
    const channel = setup.channel ?? "C0GENERAL";
    const posted = slack.world.messages.filter(
      (message) => message.channel === channel && message.metadata?.event_payload.digest === id && !message.isDeleted,
    );
    const slots = new Map<string, typeof posted>();
    for (const message of posted) {
      const slot = String(message.metadata?.event_payload.slot);
      slots.set(slot, [...(slots.get(slot) ?? []), message]);
    }
    const found: string[] = [];
    const isHit =
      stage.processes.deaths.length > 0 ||
      stage.ills.was("disk") ||
      wire.happened.some(({ to, call }) => to === "slack" && call === "chat.postMessage");
    for (const [slot, copies] of slots) {
      const most = stage.mayRead ? 1 : isHit ? 2 : 1;
      if (copies.length > most) found.push(`digest ${id} of ${slot} stands there ${copies.length} times`);
    }
    const [delivery] = disk.ask<{ outcome: string | null }>(
      `select outcome from deliveries where digest_id = '${id}' and slot = '2026-11-23'`,
    );
    const [kept] = disk.ask<{ paused: string | null }>(`select paused from digests where id = '${id}'`);
    const isThere = (slots.get("2026-11-23") ?? []).length > 0;
    const owner = steps.some(
      ({ title, isOk, detail }) =>
        title === "chat.postMessage" &&
        isOk &&
        String((detail as { params?: { channel?: string } }).params?.channel) === anna &&
        String((detail as { params?: { text?: string } }).params?.text).includes(`<#${channel}>`),
    );
    const outcome = delivery?.outcome ?? "none";
    if (!isThere && !(["lost", "paused"].includes(outcome) || kept?.paused))
      found.push(`digest ${id} is not there, and settled as ${outcome}`);
    if (!isThere && (kept?.paused || outcome === "lost") && !owner) {
      const couldNot = wire.happened.some(({ to, call }) => to === "slack" && call === "chat.postMessage");
      if (!couldNot) found.push(`digest ${id} did not come, and its owner was not told`);
    }
    if (isThere && outcome !== "sent" && outcome !== "lost" && !kept?.paused)
      found.push(`digest ${id} stands there, and is settled as ${outcome}`);
    return found;
  });
}
