import { onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";

export const MONDAY = "2026-11-23";
type StandIn = Awaited<ReturnType<typeof createPersonioStandIn>>;
type Company = ReturnType<typeof createCompany>;

/**
 * The company in its stand-in Personio on a Monday morning, asked by plain HTTP with a good token. Everything is taken down when the
 * test has finished.
 */
export async function stage(prepare: (parts: { personio: StandIn; company: Company }) => void = () => {}) {
  let now = Date.parse(`${MONDAY}T08:00:00Z`);
  const company = createCompany(MONDAY);
  const personio = await createPersonioStandIn({ world: company.personio, clock: () => new Date(now) });
  onTestFinished(() => personio.close());
  prepare({ personio, company });

  const post = (path: string, body: URLSearchParams | Blob) =>
    fetch(new URL(path, personio.url), { method: "POST", body });
  const credentials = {
    grant_type: "client_credentials",
    client_id: personio.clientId,
    client_secret: personio.state.clientSecret,
  };
  const tokenWith = async (form: Record<string, string>): Promise<string> => {
    const granted = await post("/v2/auth/token", new URLSearchParams({ ...credentials, ...form }));
    return ((await granted.json()) as { access_token: string }).access_token;
  };
  const token = await tokenWith({});

  const ask = async (path: string, init: { method?: string; body?: unknown; beta?: boolean; token?: string } = {}) => {
    const answered = await fetch(new URL(path, personio.url), {
      method: init.method ?? "GET",
      headers: { authorization: `Bearer ${init.token ?? token}`, ...(init.beta && { beta: "true" }) },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
    });
    const text = await answered.text();
    return { status: answered.status, headers: answered.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  /** Every page of a list, by following the links as they are. */
  const pagesOf = async (path: string): Promise<{ _data: { id: string }[]; _meta: { links: Links } }[]> => {
    const pages = [];
    for (let next: string | undefined = path; next; next = pages.at(-1)?._meta.links.next?.href) {
      pages.push((await ask(next, { beta: true })).body);
    }
    return pages;
  };
  const all = async (path: string) => (await pagesOf(path)).flatMap(({ _data }) => _data);
  const pass = (ms: number) => {
    now += ms;
  };
  const person = (login: string) => company.who(login).personId;
  return { personio, company, token, credentials, post, tokenWith, ask, pagesOf, all, pass, person };
}

type Links = { self: { href: string }; next?: { href: string } };
