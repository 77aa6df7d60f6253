import { sql } from "kysely";

import type { Step } from "#src/agent/step.ts";
import type { ToolResult } from "#src/agent/tool.ts";
import type { DoneStep } from "#src/agent/turn-world.ts";
import type { Caller } from "#src/booking/caller.ts";
import { decodeResult } from "#src/booking/stored-result.ts";
import type { Db, Tx } from "#src/db/connect.ts";
import type { TurnConversation } from "#src/db/queries/suggestions.ts";

/** Key of one effect of one write of one turn; the same key again is the same effect. */
export const writeKey = (turnId: string, write: number, tool: string, effect: string): string =>
  `turn/${turnId}/${String(write).padStart(2, "0")}/${tool}/${effect}`;

export interface DoneWrites {
  readonly steps: readonly DoneStep[];
  readonly nextWrite: number;
}

/**
 * What a turn had committed before its process died, so that it is told and not done again. A write
 * whose last effect is missing (a booking opened, its service not yet chosen) is done again with
 * the same keys, and finds its first effect made.
 */
export const loadDoneWrites = async (
  db: Db,
  { organizationId }: Pick<Caller, "organizationId">,
  turnId: string,
): Promise<DoneWrites> => {
  const rows = await db
    .selectFrom("operations")
    .select(["key", "request", "result"])
    .where("organization_id", "=", organizationId)
    .where("key", "like", `turn/${turnId}/%`)
    .orderBy("key")
    .execute();
  const writes = new Map<number, Step & { readonly complete: boolean }>();
  for (const { key, request, result } of rows) {
    const [, , write = "", tool = "", effect] = key.split("/");
    const complete = effect !== "create";
    const known = writes.get(Number(write));
    if (known?.complete) continue;
    writes.set(Number(write), {
      complete,
      call: { id: `done_${write}`, name: tool, arguments: request },
      result: decodeResult(result) as ToolResult,
    });
  }
  const all = [...writes].toSorted(([a], [b]) => a - b);
  const open = all.find(([, { complete }]) => !complete)?.[0];
  return {
    steps: all
      .filter(([, { complete }]) => complete)
      .map(([write, { call, result }]) => ({ write, call, result })),
    nextWrite: open ?? Math.max(-1, ...all.map(([write]) => write)) + 1,
  };
};

/** The booking a turn wrote to last what its reply tells; null when it was none, or a series. */
export const findWritten = async (
  tx: Tx,
  organizationId: string,
  turnId: string,
): Promise<string | null> => {
  const row = await tx
    .selectFrom("operations")
    .select(sql<string | null>`result -> 'booking' ->> 'id'`.as("bookingId"))
    .where("organization_id", "=", organizationId)
    .where("key", "like", `turn/${turnId}/%`)
    .where(sql<string>`result ->> 'action'`, "in", ["slot_confirmed", "cancelled", "rescheduled"])
    .orderBy("key", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.bookingId ?? null;
};

/** What ends a wish: it is told once, however long nobody told it. */
const closing: readonly string[] = [
  "slot_confirmed",
  "cancelled",
  "rescheduled",
  "series_confirmed",
  "series_cancelled",
  "waitlist_joined",
];

/** Deeds of turns whose words were never sent, oldest first. */
export const loadOwed = async (
  db: Db,
  { organization_id, unsentTurns }: Pick<TurnConversation, "organization_id" | "unsentTurns">,
): Promise<readonly Step[]> => {
  const owed: Step[] = [];
  for (const turnId of unsentTurns) {
    const { steps } = await loadDoneWrites(db, { organizationId: organization_id }, turnId);
    owed.push(...steps.filter(({ result }) => result.ok && closing.includes(result.action)));
  }
  return owed;
};
