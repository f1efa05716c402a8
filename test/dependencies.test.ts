import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

type Package = {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  os?: string[];
  cpu?: string[];
};

const read = (path: string) => JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
const manifest: Package = read("package.json");
const packages: Record<string, Package> = read("package-lock.json").packages;
const others = Object.entries(packages).filter(([path]) => path !== "");

/** Where `name` is found from the folder of a package, as Node looks for it. */
function found(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, "")) {
    const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === "") return undefined;
  }
}

describe("package-lock.json", () => {
  it("is that of package.json", () => {
    expect(packages[""]?.dependencies).toEqual(manifest.dependencies);
    expect(packages[""]?.devDependencies).toEqual(manifest.devDependencies);
  });

  it("has a checksum of each package, and each comes from npm's registry", () => {
    for (const [path, { integrity, resolved, link }] of others) {
      expect(integrity, path).toMatch(/^sha512-[\w+/]{86}==$/);
      expect(resolved ?? "https://registry.npmjs.org/", path).toMatch(/^https:\/\/registry\.npmjs\.org\//);
      expect(link, path).toBeUndefined();
    }
  });

  it("has whatever a package needs, for every system: none is left to be looked up", () => {
    for (const [path, one] of Object.entries(packages)) {
      const isNeeded = (name: string) => !one.peerDependenciesMeta?.[name]?.optional;
      const needed = [
        ...Object.keys({ ...one.dependencies, ...one.optionalDependencies }),
        ...Object.keys(one.peerDependencies ?? {}).filter(isNeeded),
        ...(path === "" ? Object.keys(one.devDependencies ?? {}) : []),
      ];
      for (const name of needed) expect(found(name, path), `${name}, for ${path || "the bot"}`).toBeDefined();
    }
  });

  it.each(["libsql", "@resvg/resvg-js"])("has the binaries of %s for Linux, on both kinds of processors", (name) => {
    const binaries = Object.keys(packages[`node_modules/${name}`]?.optionalDependencies ?? {});
    for (const system of ["linux-x64-gnu", "linux-arm64-gnu", "linux-x64-musl", "linux-arm64-musl"]) {
      expect(binaries.filter((binary) => binary.endsWith(system))).toHaveLength(1);
    }
  });
});

it("nothing that runs with the bot needs a script at its installation", () => {
  expect(others.filter(([, { hasInstallScript, dev }]) => hasInstallScript && !dev).map(([path]) => path)).toEqual([]);
  expect(manifest).not.toHaveProperty("scripts.postinstall");
});
