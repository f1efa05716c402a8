import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

export type Seal = ReturnType<typeof createSeal>;

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals texts with a key (AES-256-GCM). What was sealed for one owner opens for nobody else, so that rows cannot be swapped, and says with
 * which key it was sealed.
 *
 * @param key 32 bytes
 */
export function createSeal(key: Buffer) {
  const keyId = createHash("sha256").update(key).digest("base64url").slice(0, 8);

  return {
    seal: (text: string, owner: string): string => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv);
      cipher.setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return [keyId, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
    },

    /** Undefined when it was sealed with another key, for another owner, or was touched. */
    open: (sealed: string, owner: string): string | undefined => {
      const [id, ...parts] = sealed.split(".");
      const [iv, text, tag] = parts.map((part) => Buffer.from(part, "base64url"));
      if (id !== keyId || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || !text) return undefined;
      try {
        const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(tag);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
