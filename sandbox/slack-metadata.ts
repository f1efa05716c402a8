import * as z from "zod";
import type { Params } from "./slack-result.ts";

const metadata = z.strictObject({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});
/** What an app attaches to a message: people do not see it, every app that may read the conversation does. */
export type Metadata = z.infer<typeof metadata>;

/** What of it a call changes: nothing, when it does not speak of it; an empty object takes it away. */
export function metadataIn(params: Params): { metadata?: Metadata | undefined } | { error: string } {
  if (params.metadata === undefined) return {};
  if (JSON.stringify(params.metadata) === "{}") return { metadata: undefined };
  const read = metadata.safeParse(params.metadata);
  return read.success ? { metadata: read.data } : { error: "invalid_metadata_format" };
}
