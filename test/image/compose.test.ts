import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { SECRETS } from "../../src/secrets.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
const { services, secrets, networks, volumes } = parse(read("compose.yaml"), { merge: true });
const { whosout, database } = services;

it.each(Object.keys(services))(
  "%s has no rights, writes nowhere but where it must, and ends and starts by itself",
  (name) => {
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
      restart: "unless-stopped",
      deploy: {
        resources: { limits: { cpus: expect.any(String), memory: expect.any(String), pids: expect.any(Number) } },
      },
    });
    expect(services[name]).not.toHaveProperty("privileged");
    expect(services[name]).not.toHaveProperty("ports");
  },
);

it("two bots share one database, and wait until it is well", () => {
  expect(whosout.deploy.replicas).toBe(2);
  expect(whosout.depends_on).toEqual({ database: { condition: "service_healthy" } });
  expect(database.healthcheck.test[0]).toBe("CMD");
  expect(Object.keys(volumes)).toEqual(["database"]);
});

it("the database is reached by the bot alone", () => {
  expect(networks).toEqual({ database: { internal: true } });
  expect(database.networks).toEqual(["database"]);
});

it("the bot has longer to end than it takes", () => {
  const limit = Number(/STOP_LIMIT = ([\d_]+)/.exec(read("src/app.ts"))?.[1]?.replaceAll("_", "")) / 1000;
  expect(Number.parseInt(whosout.stop_grace_period, 10)).toBeGreaterThan(limit);
});

it("every secret comes from a file that is handed over, under a name that is read, and none stands in it", () => {
  const handed = Object.entries<string>(whosout.environment).filter(([name]) => name.endsWith("_FILE"));
  expect(handed.map(([, path]) => path.replace("/run/secrets/", ""))).toEqual(whosout.secrets);
  for (const [name] of handed) expect(SECRETS).toContain(name.replace(/_FILE$/, ""));
  for (const name of [...whosout.secrets, ...database.secrets])
    expect(secrets[name]).toEqual({ file: `./secrets/${name}` });
  expect(Object.keys(whosout.environment).filter((name) => !name.endsWith("_FILE"))).toEqual(["PORT"]);
  expect(read(".gitignore").split("\n")).toContain("secrets/");
});
