import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SECRETS, withSecretFiles } from "../src/secrets.ts";
import { temporaryFolder } from "./whole-bot.ts";

function fileWith(content: string | Buffer): string {
  const path = join(temporaryFolder(), "secret");
  writeFileSync(path, content);
  return path;
}

describe("a secret in a file", () => {
  it.each(SECRETS)("%s is read from where its _FILE says", (name) => {
    expect(withSecretFiles({ [`${name}_FILE`]: fileWith("sesame"), [name]: "", PORT: "3000" })).toEqual({
      env: expect.objectContaining({ [name]: "sesame", PORT: "3000" }),
      problems: [],
    });
  });

  it.each([
    ["a line break at the end", "sesame\n"],
    ["one of Windows", "sesame\r\n"],
    ["the mark that Windows puts before UTF-8", "\uFEFFsesame\r\n"],
    ["no line break", "sesame"],
  ])("may have %s", (_, content) => {
    expect(withSecretFiles({ TOKEN_KEY_FILE: fileWith(content) }).env.TOKEN_KEY).toBe("sesame");
  });

  it("may be a link, as Kubernetes makes them", () => {
    const link = join(temporaryFolder(), "link");
    symlinkSync(fileWith("sesame"), link);
    expect(withSecretFiles({ TOKEN_KEY_FILE: link }).env.TOKEN_KEY).toBe("sesame");
  });

  it("is not looked for where the variable is empty, as in a copied .env.example", () => {
    expect(withSecretFiles({ TOKEN_KEY_FILE: " ", TOKEN_KEY: "sesame" })).toEqual({
      env: { TOKEN_KEY_FILE: " ", TOKEN_KEY: "sesame" },
      problems: [],
    });
  });

  it.each<[string, () => string, string]>([
    ["missing", () => join(temporaryFolder(), "none"), "cannot be read (there is no such file)"],
    ["below a file", () => join(fileWith("x"), "none"), "cannot be read (there is no such file)"],
    ["a folder", () => temporaryFolder(), "is a folder; it must be the path of a file"],
    ["a device that never ends", () => "/dev/zero", "is not a plain file"],
    ["empty", () => fileWith(""), "is an empty file"],
    ["nothing but line breaks", () => fileWith("\n\n"), "is an empty file"],
    ["too large", () => fileWith("sesame".repeat(2000)), "is larger than 8192 bytes, so it is no secret"],
    ["several lines", () => fileWith("sesame\nopen"), "must hold the value alone, as one line of plain text"],
    [
      "UTF-16",
      () => fileWith(Buffer.from("sesame", "utf16le")),
      "must hold the value alone, as one line of plain text",
    ],
    [
      "no text at all",
      () => fileWith(Buffer.from([0xff, 0xfe])),
      "must hold the value alone, as one line of plain text",
    ],
  ])("that is %s is told by the variable's name, and nothing of what it holds", (_, path, sentence) => {
    const { problems } = withSecretFiles({ SLACK_BOT_TOKEN_FILE: path() });
    expect(problems).toEqual([`SLACK_BOT_TOKEN_FILE ${sentence}`]);
  });

  it.skipIf(process.getuid?.() === 0)("that this user may not read is told", () => {
    const path = fileWith("sesame");
    chmodSync(path, 0o000);
    expect(withSecretFiles({ TOKEN_KEY_FILE: path }).problems).toEqual([
      "TOKEN_KEY_FILE cannot be read (this user may not read it)",
    ]);
  });

  it("beside the variable itself is one too many, whichever is meant", () => {
    const { problems } = withSecretFiles({ TOKEN_KEY_FILE: fileWith("sesame"), TOKEN_KEY: "open" });
    expect(problems).toEqual(["TOKEN_KEY_FILE and TOKEN_KEY are both set; keep one of them"]);
  });

  it("is told all at once where several cannot be had", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "secrets"));
    const env = Object.fromEntries(SECRETS.map((name) => [`${name}_FILE`, join(folder, "secrets", name)]));
    expect(withSecretFiles(env).problems).toHaveLength(SECRETS.length);
  });
});
