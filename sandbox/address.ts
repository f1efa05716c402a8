import type { IncomingMessage } from "node:http";

/** What a request asks for; undefined when that is no address, as `//` or `http://[` are, which anybody can ask for. */
export function addressOf({ url = "/" }: IncomingMessage): URL | undefined {
  return URL.canParse(url, "http://here") ? new URL(url, "http://here") : undefined;
}
