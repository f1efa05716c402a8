import { readFileSync, statSync } from "node:fs";

type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in a file instead, as Docker, Kubernetes and systemd hand secrets over: `<name>_FILE` is the path of it. */
export const SECRETS = [
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "TOKEN_KEY",
  "METRICS_TOKEN",
  "PERSONIO_CLIENT_ID",
  "PERSONIO_CLIENT_SECRET",
  "PERSONIO_WEBHOOK_TOKEN",
  "DATABASE_URL",
] as const;

/** In bytes; whatever is larger is no secret of ours. */
const MOST_BYTES = 8192;

/**
 * The environment with what its `…_FILE` variables point at, each read once. A line break at the end is left out, as editors and
 * `echo` add one. A variable that is there but empty counts as not there.
 *
 * @returns `problems`: one sentence for each that cannot be had, by the name of its variable; never with what a file holds
 */
export function withSecretFiles(env: Environment): { env: Environment; problems: string[] } {
  const whole: Record<string, string | undefined> = { ...env };
  const problems: string[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    const read = env[name]?.trim() ? { problem: `and ${name} are both set; keep one of them` } : secretIn(path);
    if ("problem" in read) problems.push(`${name}_FILE ${read.problem}`);
    else whole[name] = read.secret;
  }
  return { env: whole, problems };
}

function secretIn(path: string): { secret: string } | { problem: string } {
  try {
    const file = statSync(path);
    if (file.isDirectory()) return { problem: "is a folder; it must be the path of a file" };
    // A pipe would keep the start waiting, and a device never ends.
    if (!file.isFile()) return { problem: "is not a plain file" };
    if (file.size > MOST_BYTES) return { problem: `is larger than ${MOST_BYTES} bytes, so it is no secret` };
    const secret = readFileSync(path, "utf8")
      .replace(/^\uFEFF/, "")
      .replace(/\r?\n$/, "");
    if (secret.trim() === "") return { problem: "is an empty file" };
    // One value, and as a terminal would show it: neither UTF-16 nor a whole `.env`.
    if (/\p{Cc}|\uFFFD/u.test(secret)) return { problem: "must hold the value alone, as one line of plain text" };
    return { secret };
  } catch (error) {
    return { problem: `cannot be read (${reasonOf(error)})` };
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "this user may not read it";
  return typeof code === "string" ? code : "no reason is known";
}
