import type { Page } from "#src/db/queries/page.ts";
import { type ErrorReply, failed } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import { pageOf, readCursor } from "./cursor.ts";

/** What a list was asked for. */
interface Asked {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

type Paged<Row> =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly nextCursor: string | null }
  | { readonly ok: false; readonly answer: ErrorReply };

/** The page of a list that was asked for; a cursor that is none of ours is refused. */
export const pageAsked = async <Row extends { readonly created_at: Date; readonly id: string }>(
  { language }: Pick<ApiCall, "language">,
  { limit, cursor }: Asked,
  read: (page: Page) => Promise<readonly Row[]>,
): Promise<Paged<Row>> => {
  const after = readCursor(cursor);
  if (after === "invalid") {
    return { ok: false, answer: failed("INVALID_CURSOR", language, "cursor") };
  }
  const { page: rows, nextCursor } = pageOf(await read({ limit: limit + 1, after }), limit);
  return { ok: true, rows, nextCursor };
};
