import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";

const good = {
  SLACK_BOT_TOKEN: "xoxb-1-2-abc",
  SLACK_APP_TOKEN: "xapp-1-A1-2-abc",
  PERSONIO_CLIENT_ID: "papi-client",
  PERSONIO_CLIENT_SECRET: "papi-secret",
};
const configOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  return read.config;
};
const problemsOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  return "problems" in read ? read.problems : [];
};

describe("settings", () => {
  it("have defaults for everything but tokens and credentials", () => {
    expect(configOf(good)).toMatchObject({
      PORT: 3000,
      TIME_ZONE: "Europe/Berlin",
      ABSENCE_REASONS: "discreet",
      LOG_LEVEL: "info",
      SLACK_API_URL: "https://slack.com/api",
      PERSONIO_API_URL: "https://api.personio.de",
    });
  });

  it("take an empty line for a missing one, as a copied .env.example has them", () => {
    const empty = {
      PORT: "",
      TIME_ZONE: "",
      HOLIDAYS: "",
      ABSENCE_REASONS: "",
      LOG_LEVEL: "",
      SLACK_API_URL: "",
      SLACK_SIGNING_SECRET: "",
    };
    expect(configOf({ ...good, ...empty })).toEqual(configOf(good));
  });

  it("are told to be missing all at once, by name, with where to find them", () => {
    const problems = problemsOf({});
    expect(problems.map((problem) => problem.split(" ")[0]).sort()).toEqual([
      "PERSONIO_CLIENT_ID",
      "PERSONIO_CLIENT_SECRET",
      "SLACK_APP_TOKEN",
      "SLACK_BOT_TOKEN",
    ]);
    for (const problem of problems) expect(problem).toMatch(/api\.slack\.com|Personio/);
  });

  it.each([
    ["SLACK_BOT_TOKEN", "xapp-1-A1"],
    ["SLACK_APP_TOKEN", "xoxb-1"],
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["TIME_ZONE", "Berlin"],
    ["HOLIDAYS", "DE-XX"],
    ["HOLIDAYS", "Bayern"],
    ["ABSENCE_REASONS", "everything"],
    ["LOG_LEVEL", "loud"],
    ["SLACK_API_URL", "slack.com/api"],
    ["PERSONIO_API_URL", "http://api.personio.de"],
    ["PERSONIO_API_URL", "file:///etc/passwd"],
  ])("%s=%s is refused by name, without repeating a secret", (name, value) => {
    const problems = problemsOf({ ...good, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} `));
    if (name.endsWith("TOKEN")) expect(problems[0]).not.toContain(value);
  });

  it.each(["http://127.0.0.1:4000", "http://localhost:4000/", "http://[::1]:4000"])(
    "take %s, on this machine",
    (url) => {
      expect(configOf({ ...good, PERSONIO_API_URL: url }).PERSONIO_API_URL).toBe(url.replace(/\/$/, ""));
    },
  );

  it("take a signing secret instead of an app-level token", () => {
    const { SLACK_APP_TOKEN: _, ...rest } = good;
    expect(configOf({ ...rest, SLACK_SIGNING_SECRET: "shh" }).SLACK_SIGNING_SECRET).toBe("shh");
    expect(configOf({ ...rest, SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: "shh" }).SLACK_APP_TOKEN).toBeUndefined();
  });
});
