import { complaintAboutFile } from "./slack-files.ts";
import type { World } from "./slack-world.ts";

type Complaint = { pointer: string; message: string };

/** What Slack has against the files that a message would show, wherever in its blocks they stand. */
export function complaintsAboutFiles(world: World, part: unknown, pointer = "/blocks"): Complaint[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, inside]): Complaint[] => {
    const here = `${pointer}/${name}`;
    if (name !== "slack_file") return complaintsAboutFiles(world, inside, here);
    const message = complaintAboutFile(world, inside);
    return message === undefined ? [] : [{ pointer: here, message }];
  });
}
