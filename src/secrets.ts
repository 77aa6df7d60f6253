import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/**
 * The house's secret key: the one configured, else one made on first start and kept beside the
 * data, so that links and slots signed before a restart stay valid.
 */
export const loadSecretKey = (configured: string | undefined, dataDir: string): Buffer => {
  if (configured) return Buffer.from(configured, "hex");
  const file = path.join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!isExisting(error)) throw error;
  }
  const key = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  if (key.length !== 32) throw new Error(`${file} holds no key; remove it to make a new one`);
  return key;
};

/** A key for one purpose, so that what is signed for one is worth nothing to another. */
export const deriveKey = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), purpose, 32));

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts; what `about` names is bound to it, so that it opens nowhere else. */
export const seal = (key: Buffer, text: string, about: string): Buffer => {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
};

/** Throws when it was sealed with another key, about something else, or changed since. */
export const unseal = (key: Buffer, sealed: Buffer, about: string): string => {
  const nonce = sealed.subarray(0, nonceBytes);
  const opening = createDecipheriv(cipher, key, nonce)
    .setAAD(Buffer.from(about))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
  const text = opening.update(sealed.subarray(nonceBytes + tagBytes));
  return Buffer.concat([text, opening.final()]).toString("utf8");
};

const isExisting = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST";
