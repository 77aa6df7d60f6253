import { createHmac, timingSafeEqual } from "node:crypto";

import type { Appointment } from "#src/domain/booking.ts";

/** What a link of ours is about. */
export interface SignedLink {
  readonly organizationId: string;
  readonly bookingId: string;
  /** Which of the booking's appointments it is of, counted from 0: a moved one has a new link. */
  readonly edition: number;
  readonly expiresAt: Date;
}

/** Read from what somebody brought; `isOurs` says whether we have signed it. */
export interface BroughtLink extends SignedLink {
  readonly isOurs: boolean;
}

export interface LinkSettings {
  /** Of this purpose alone (`deriveKey`), so that nothing else we sign is a link. */
  readonly key: Buffer;
  readonly publicUrl: string | null;
  readonly now: () => Date;
  /** Longest life of a link; it ends with its appointment at the latest. */
  readonly mostDays: number;
}

const dayMs = 24 * 3_600_000;
const uuidBytes = 16;
const editionAt = 2 * uuidBytes;
const expiryAt = editionAt + 2;
const bodyBytes = expiryAt + 5;
const signatureBytes = 16;

/** When a link made now ends. */
export const expiryOf = (
  appointment: Pick<Appointment, "end"> | null,
  { now, mostDays }: Pick<LinkSettings, "now" | "mostDays">,
): Date => {
  const latest = now().getTime() + mostDays * dayMs;
  return new Date(Math.min(appointment?.end.getTime() ?? latest, latest));
};

/** A token: ids, edition and expiry with an HMAC over them, so no table is needed. */
export const mintLink = (key: Buffer, link: SignedLink): string => {
  const body = Buffer.alloc(bodyBytes);
  body.write(link.organizationId.replaceAll("-", ""), 0, "hex");
  body.write(link.bookingId.replaceAll("-", ""), uuidBytes, "hex");
  body.writeUInt16BE(link.edition, editionAt);
  body.writeUIntBE(Math.ceil(link.expiresAt.getTime() / 1_000), expiryAt, 5);
  return Buffer.concat([body, sign(key, body)]).toString("base64url");
};

/** Null for what was never a link. */
export const readLink = (key: Buffer, token: string): BroughtLink | null => {
  const bytes = Buffer.from(token, "base64url");
  // The last letter has bits to spare: one token is one string.
  if (bytes.length !== bodyBytes + signatureBytes || bytes.toString("base64url") !== token) {
    return null;
  }
  const body = bytes.subarray(0, bodyBytes);
  return {
    organizationId: uuidOf(body.subarray(0, uuidBytes)),
    bookingId: uuidOf(body.subarray(uuidBytes, editionAt)),
    edition: body.readUInt16BE(editionAt),
    expiresAt: new Date(1_000 * body.readUIntBE(expiryAt, 5)),
    isOurs: timingSafeEqual(bytes.subarray(bodyBytes), sign(key, body)),
  };
};

const sign = (key: Buffer, body: Buffer): Buffer =>
  createHmac("sha256", key).update(body).digest().subarray(0, signatureBytes);

const uuidOf = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
