import { expect, it } from "vitest";
import { createSeal } from "../../src/presence/seal.ts";

const seal = createSeal(Buffer.alloc(32, 1));

it("opens what it sealed, for its owner alone, and never writes the same twice", () => {
  const sealed = seal.seal("xoxp-ü", "U1");
  expect(seal.open(sealed, "U1")).toBe("xoxp-ü");
  expect(seal.open(sealed, "U2")).toBeUndefined();
  expect(seal.seal("xoxp-ü", "U1")).not.toBe(sealed);
});

it("does not open what another key sealed, nor anything that was touched", () => {
  const sealed = seal.seal("xoxp-token", "U1");
  expect(createSeal(Buffer.alloc(32, 2)).open(sealed, "U1")).toBeUndefined();
  const [id = "", iv = "", text = "", tag = ""] = sealed.split(".");
  const flipped = Buffer.from(text, "base64url");
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const broken = [
    [id, iv, flipped.toString("base64url"), tag],
    [id, iv, text, tag.slice(0, 6)],
    [id, iv, text, ""],
    [id, "", text, tag],
    [id, iv],
    [""],
    ["nonsense"],
  ];
  for (const parts of broken) expect(seal.open(parts.join("."), "U1")).toBeUndefined();
});
