import { describe, expect, it } from "vitest";
import { readConfig, VARIABLES } from "../src/config.ts";
import { misspelt } from "../src/misspelt.ts";
import { SECRETS } from "../src/secrets.ts";

const found = (env: Record<string, string>) => misspelt(env, VARIABLES);

describe("a variable that looks like one of ours", () => {
  it.each([
    ["PERSONIO_CLIENTID", "PERSONIO_CLIENT_ID"],
    ["PERSONIO_CLIENT_SECERT", "PERSONIO_CLIENT_SECRET"],
    ["SLACK_BOT_TOKEN_FIEL", "SLACK_BOT_TOKEN_FILE"],
    ["ABSENCE_REASON", "ABSENCE_REASONS"],
    ["TIMEZONE", "TIME_ZONE"],
    ["absence_reasons", "ABSENCE_REASONS"],
    ["DATABASE_URI", "DATABASE_URL"],
  ])("%s keeps the bot from starting, and the one that is meant is named", (name, meant) => {
    expect(found({ [name]: "hunter2" })).toEqual([
      `${name} is no setting of Whosout. Is ${meant} meant? Rename it, or leave it out.`,
    ]);
  });

  it("and is told together with whatever else is wrong", () => {
    const read = readConfig({ PERSONIO_CLIENTID: "papi-1" });
    expect("problems" in read && read.problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^PERSONIO_CLIENT_ID is missing/),
        expect.stringMatching(/^PERSONIO_CLIENTID is no setting/),
      ]),
    );
  });

  it("is somebody else's where ours is set, too, or where it is empty", () => {
    expect(found({ SLACK_API_TOKEN: "x", SLACK_APP_TOKEN: "xapp-1" })).toEqual([]);
    expect(found({ TIMEZONE: "" })).toEqual([]);
  });

  it.each(["DIGEST_LATE_HOURS", "TIME_ZONE", "HOLIDAYS"])(
    "%s_FILE is not passed over: only secrets stand in files",
    (name) => {
      expect(found({ [`${name}_FILE`]: "/run/secrets/x" })).toEqual([
        `${name}_FILE is not read: set ${name}, which is no secret.`,
      ]);
    },
  );
});

it("leaves alone what systems, Docker, Kubernetes and npm put there", () => {
  const others = `PATH HOME HOSTNAME PWD SHLVL TERM LANG LC_ALL TZ USER SHELL NODE_ENV NODE_VERSION NODE_OPTIONS YARN_VERSION
    KUBERNETES_SERVICE_HOST KUBERNETES_PORT_443_TCP_ADDR WHOSOUT_SERVICE_HOST WHOSOUT_PORT WHOSOUT_PORT_3000_TCP_PROTO
    INVOCATION_ID CREDENTIALS_DIRECTORY JOURNAL_STREAM npm_config_cache npm_package_version INIT_CWD HTTP_PROXY HTTPS_PROXY NO_PROXY
    POSTGRES_PASSWORD_FILE PGPASSWORD SLACK_WEBHOOK_URL SLACK_CHANNEL_ID LOG_FILE CI`;
  expect(found(Object.fromEntries(others.split(/\s+/).map((name) => [name, "x"])))).toEqual([]);
});

it("takes none of ours for another of ours", () => {
  for (const name of [...VARIABLES, ...SECRETS.map((secret) => `${secret}_FILE`)])
    expect(found({ [name]: "x" })).toEqual([]);
});
