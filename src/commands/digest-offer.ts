import type { Middleware, SlackOptionsMiddlewareArgs } from "@slack/bolt";
import { foldName, nameOf } from "../domain/person.ts";
import type { Part } from "../domain/whos-out.ts";
import { zonesCalled } from "../domain/zones.ts";
import type { Texts } from "../texts/texts.ts";
import { option, typedText } from "../views/blocks.ts";
import { DIGEST_ZONE_ACTION, type NamedPart, partOption } from "../views/digest-form.ts";
import type { DigestNeeds } from "./digest.ts";
import { MOST_CHARACTERS } from "./who.ts";
import { soon } from "./window.ts";

/** Slack waits three seconds. */
const LOOK_WITHIN_MS = 2000;
/** What Slack's lists hold. */
const MOST_OFFERED = 100;

/** What a list of the form offers while somebody types: time zones, or teams, workplaces and supervisors. */
export const digestOffer =
  (needs: DigestNeeds): Middleware<SlackOptionsMiddlewareArgs<"block_suggestion">> =>
  async ({ ack, body, payload }) => {
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const typed = typedText(payload.value);
    if (typed.length > MOST_CHARACTERS) return ack({ options: [] });
    if (payload.action_id === DIGEST_ZONE_ACTION) {
      const found = zonesCalled(typed);
      const own = found.filter((zone) => zone === asker.zone);
      const zones = [...new Set([...own, ...found])].slice(0, MOST_OFFERED);
      return ack({ options: zones.map((zone) => option(zone, zone)) });
    }
    const found = await soon(partsCalled(typed, asker.texts, needs), LOOK_WITHIN_MS, needs.sleep);
    await ack({ options: (found?.value ?? []).slice(0, MOST_OFFERED).map(partOption) });
  };

async function partsCalled(typed: string, texts: Texts, { directory }: DigestNeeds): Promise<NamedPart[]> {
  const { orgUnits, workplaces } = await directory.places();
  const kind = texts.whosOut.kind;
  const named = (part: Part, name: string): NamedPart => ({ part, name });
  const places = [
    ...[...orgUnits.values()].map(({ id, name, type }) => named({ kind: "unit", id }, `${name} (${kind[type]})`)),
    ...[...workplaces.values()].map(({ id, name }) => named({ kind: "workplace", id }, `${name} (${kind.workplace})`)),
  ].filter(({ name }) => foldName(name).includes(foldName(typed)));
  const people = await directory.personsByName(typed);
  return [
    ...places,
    ...people.map((person) => named({ kind: "reports", id: person.id }, texts.whosOut.reportsOf(nameOf(person)))),
  ];
}
