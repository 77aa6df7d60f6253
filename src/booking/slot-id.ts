import { createHmac, timingSafeEqual } from "node:crypto";

/** What a slot id binds together. */
export interface SlotKey {
  readonly serviceId: string;
  readonly providerId: string;
  readonly locationId: string;
  readonly start: Date;
  readonly minutes: number;
  /** Tells one sequence of a package from another; 0 for a single service. */
  readonly variant: number;
}

const uuidBytes = 16;
const startBytes = 6;
const signatureBytes = 10;
const minutesBytes = 2;
const variantBytes = 4;
const minutesAt = 3 * uuidBytes + startBytes;
const bodyBytes = minutesAt + minutesBytes + variantBytes;

/**
 * Mints the opaque id of a slot: its keys and a signature over them and the organization, so that
 * an id can be read back without a table, and neither a model nor a lead can make one up.
 */
export const mintSlotId = (secret: Buffer, organizationId: string, key: SlotKey): string => {
  const body = Buffer.concat([
    ...[key.serviceId, key.providerId, key.locationId].map(uuidToBytes),
    toBytes(key.start.getTime(), startBytes),
    toBytes(key.minutes, minutesBytes),
    toBytes(key.variant, variantBytes),
  ]);
  return Buffer.concat([body, sign(secret, organizationId, body)]).toString("base64url");
};

/** Reads an id we minted for this organization; null for anything else. */
export const readSlotId = (secret: Buffer, organizationId: string, id: string): SlotKey | null => {
  const bytes = Buffer.from(id, "base64url");
  if (bytes.length !== bodyBytes + signatureBytes) return null;
  const body = bytes.subarray(0, bodyBytes);
  if (!timingSafeEqual(bytes.subarray(bodyBytes), sign(secret, organizationId, body))) return null;
  const uuidAt = (index: number) =>
    bytesToUuid(body.subarray(index * uuidBytes, (index + 1) * uuidBytes));
  return {
    serviceId: uuidAt(0),
    providerId: uuidAt(1),
    locationId: uuidAt(2),
    start: new Date(body.readUIntBE(3 * uuidBytes, startBytes)),
    minutes: body.readUIntBE(minutesAt, minutesBytes),
    variant: body.readUIntBE(minutesAt + minutesBytes, variantBytes),
  };
};

const sign = (secret: Buffer, organizationId: string, body: Buffer): Buffer =>
  createHmac("sha256", secret)
    .update(organizationId)
    .update(body)
    .digest()
    .subarray(0, signatureBytes);

const mostUuids = 5_000;
const bytesOfUuids = new Map<string, Buffer>();

/** The ids of a catalog are the same from slot to slot, and reading them is half of the minting. */
const uuidToBytes = (uuid: string): Buffer => {
  const known = bytesOfUuids.get(uuid);
  if (known) return known;
  if (bytesOfUuids.size >= mostUuids) bytesOfUuids.clear();
  const bytes = Buffer.from(uuid.replaceAll("-", ""), "hex");
  bytesOfUuids.set(uuid, bytes);
  return bytes;
};

const bytesToUuid = (bytes: Buffer): string =>
  bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const toBytes = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};
