import { createHash } from "node:crypto";

/** The id of one thing of a template: a UUID that is the same wherever the template is loaded. */
export type NameId = (kind: string, key: string) => string;

/** Other ids each time; within one loading the same thing has one. */
export const freshIds = (newId: () => string): NameId => {
  const known = new Map<string, string>();
  return (kind, key) => {
    const thing = JSON.stringify([kind, key]);
    const id = known.get(thing) ?? newId();
    known.set(thing, id);
    return id;
  };
};

/** Ids are SHA-256 of slug, kind and key in the form of a version 8 UUID (RFC 9562). */
export const templateIds =
  (slug: string): NameId =>
  (kind, key) => {
    const hash = createHash("sha256")
      .update(JSON.stringify([slug, kind, key]))
      .digest();
    hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
    hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = hash.toString("hex", 0, 16);
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };
