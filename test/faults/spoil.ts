/** An answer that is not what it should be. */
export type Body = "html" | "half-json" | "loop" | "unknown values" | "missing attributes" | "nothing known";

type Reply = { headers: Record<string, string>; body: string };
type Json = { [name: string]: unknown };

/** What becomes of an answer of Personio's. What has no such thing in it stays. */
export function spoilt(how: Body, { headers, body }: Reply): Partial<Reply> {
  if (how === "html") return { headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" };
  if (how === "half-json") return { body: body.slice(0, Math.floor(body.length / 2)) };
  const answer = objectIn(body);
  if (!answer || !Array.isArray(answer._data)) return { headers, body };
  const data = answer._data as Json[];
  if (how === "loop") {
    const { links } = (answer._meta ?? {}) as { links?: { self?: unknown; next?: unknown } };
    if (links) links.next = links.self;
  }
  if (how === "unknown values") for (const one of every(3, data)) rename(one);
  if (how === "missing attributes") for (const one of every(3, data)) forget(one);
  if (how === "nothing known") answer._data = data.map(() => ({ uuid: "something new" }));
  return { body: JSON.stringify(answer) };
}

/** Values that Personio invented yesterday. */
function rename(one: Json): void {
  if (one.approval) one.approval = { status: "ESCALATED" };
  if (one.category) one.category = "MOON_LEAVE";
  if (one.status) one.status = "ASTRAY";
  if (one.unit) one.unit = "WEEK";
}

/** What a credential may not read is not there. */
function forget(one: Json): void {
  for (const name of [
    "email",
    "preferred_name",
    "approval",
    "comment",
    "absence_type",
    "position",
    "org_units",
    "category",
    "unit",
  ])
    delete one[name];
}

function every(n: number, data: readonly Json[]): Json[] {
  return data.filter((_, index) => index % n === 0);
}

function objectIn(body: string): Json | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
