import { Suspense, use } from "react";

/** The names are many: they are fetched when a message names one. */
let names: Promise<(name: string) => string | undefined> | undefined;

function load() {
  names ??= import("node-emoji").then(
    ({ get }) =>
      (name) =>
        get(name),
  );
  return names;
}

/** `:wave:`; a name that nobody knows stays as it was typed, as in Slack. */
export function Emoji({ name, unicode }: { name: string; unicode?: string | undefined }) {
  if (unicode) return <Sign name={name} sign={fromCodes(unicode)} />;
  return (
    <Suspense fallback={`:${name}:`}>
      <Named name={name} />
    </Suspense>
  );
}

function Named({ name }: { name: string }) {
  const sign = use(load())(name);
  return sign ? <Sign name={name} sign={sign} /> : `:${name}:`;
}

function Sign({ name, sign }: { name: string; sign: string }) {
  return (
    <span role="img" aria-label={name.replaceAll("_", " ")} title={`:${name}:`}>
      {sign}
    </span>
  );
}

/** "1f44b-1f3fb" */
function fromCodes(unicode: string): string {
  return String.fromCodePoint(...unicode.split("-").map((code) => Number.parseInt(code, 16)));
}
