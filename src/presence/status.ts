import type { RequestListener } from "node:http";
import { createCallback } from "./callback.ts";
import { createLinks, type Links } from "./links.ts";
import { createProfiles } from "./profiles.ts";
import { createSeal } from "./seal.ts";
import { createStatuses, type Statuses } from "./statuses.ts";

/** The status in Slack: how people allow it, what is done with it, and where they come back from Slack. */
export type Status = { links: Links; statuses: Statuses; callback: RequestListener };

type Needs = Omit<
  Parameters<typeof createLinks>[0] & Parameters<typeof createStatuses>[0] & Parameters<typeof createCallback>[0],
  "settings" | "seal" | "profiles" | "links" | "statuses"
>;

/** @param settings undefined: it is off */
export function createStatus(
  settings: Parameters<typeof createLinks>[0]["settings"] | undefined,
  needs: Needs,
): Status | undefined {
  if (!settings) return undefined;
  const seal = createSeal(settings.tokenKey);
  const profiles = createProfiles(needs.people);
  const links = createLinks({ ...needs, settings, seal, profiles });
  const statuses = createStatuses({ ...needs, seal, profiles });
  return { links, statuses, callback: createCallback({ ...needs, links, statuses }) };
}
