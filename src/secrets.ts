import { hkdfSync, randomBytes } from "node:crypto";
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

const isExisting = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST";
