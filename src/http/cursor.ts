import { z } from "zod";

import type { Place } from "#src/db/queries/page.ts";
import { jsonIn } from "./json-in.ts";

const Packed = z.tuple([z.iso.datetime(), z.uuid()]);

const writeCursor = ({ createdAt, id }: Place): string =>
  Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString("base64url");

/** The place a cursor names; null, the start, without one. */
export const readCursor = (cursor: string | undefined): Place | null | "invalid" => {
  if (cursor === undefined) return null;
  const parsed = Packed.safeParse(jsonIn(Buffer.from(cursor, "base64url").toString("utf8"))).data;
  return parsed ? { createdAt: new Date(parsed[0]), id: parsed[1] } : "invalid";
};

/** One page of rows that were read with one more than `limit`. */
export const pageOf = <Row extends { readonly created_at: Date; readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { readonly page: readonly Row[]; readonly nextCursor: string | null } => {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    page,
    nextCursor: more ? writeCursor({ createdAt: last.created_at, id: last.id }) : null,
  };
};
