import { describe, expect, it } from "vitest";
import { readConfig, statusSettings } from "../src/config.ts";

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

describe("the settings of the status in Slack", () => {
  const key = Buffer.alloc(32, 7);
  const status = {
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "shh",
    TOKEN_KEY: key.toString("base64"),
    PUBLIC_URL: "https://whosout.example/",
  };

  it("are off when there are none, and told to be missing when there are some", () => {
    expect(statusSettings(configOf(good))).toBeUndefined();
    for (const name of Object.keys(status)) {
      const problems = problemsOf({ ...good, ...status, [name]: "" });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} is missing: the status in Slack needs all of`));
    }
    expect(problemsOf({ ...good, TOKEN_KEY: status.TOKEN_KEY })).toHaveLength(3);
  });

  it.each([
    ["base64", key.toString("base64")],
    ["base64 for addresses", key.toString("base64url")],
    ["hex", key.toString("hex")],
  ])("take a key in %s", (_what, TOKEN_KEY) => {
    expect(configOf({ ...good, ...status, TOKEN_KEY }).TOKEN_KEY).toEqual(key);
  });

  it.each(["a password", "AAAA", key.toString("hex").slice(2), key.toString("base64").slice(4)])(
    "refuse %s for a key, and say how to make one",
    (TOKEN_KEY) => {
      const problems = problemsOf({ ...good, ...status, TOKEN_KEY });
      expect(problems).toEqual(["TOKEN_KEY must be 32 bytes in base64 or hex; `openssl rand -base64 32` makes one"]);
    },
  );

  it("want https, except on this machine", () => {
    expect(problemsOf({ ...good, ...status, PUBLIC_URL: "http://whosout.example" })).toHaveLength(1);
    expect(problemsOf({ ...good, ...status, PUBLIC_URL: "http://127.0.0.1:3000" })).toEqual([]);
  });

  it("ask people where Slack's API is", () => {
    expect(statusSettings(configOf({ ...good, ...status }))).toMatchObject({
      authorizeUrl: "https://slack.com/oauth/v2/authorize",
      redirectUrl: "https://whosout.example/slack/oauth",
    });
    expect(
      statusSettings(configOf({ ...good, ...status, SLACK_API_URL: "https://slack-gov.com/api" }))?.authorizeUrl,
    ).toBe("https://slack-gov.com/oauth/v2/authorize");
  });
});
