import type { TurnTrace } from "#src/agent/turn-world.ts";
import type { Tx } from "#src/db/connect.ts";
import type { Suggestion, TurnConversation } from "#src/db/queries/suggestions.ts";
import type { Unanswered } from "#src/db/queries/turns.ts";
import type { TurnsTable } from "#src/db/tables/conversations.ts";
import type { Occasion } from "./load-briefing.ts";

/** A conversation and what its lead waits to be answered, oldest first. */
export interface Waiting {
  readonly conversation: TurnConversation;
  readonly unanswered: readonly Unanswered[];
}

/** A turn that is being answered: its row survives a crash, so its writes keep their keys. */
export interface Running {
  readonly turnId: string;
  readonly conversation: TurnConversation;
  readonly occasion: Occasion;
  /** What was written down of what they spoke; null: they wrote it themselves. */
  readonly heard: string | null;
  readonly lastSeq: number;
  /** The last message that was there when the facts were read, whoever wrote it. */
  readonly seenSeq: number;
  /** Whether its process died, or let it wait for a person. */
  readonly isTakenUp: boolean;
  /** The lead has written since it began. */
  readonly isOvertaken: boolean;
  /** The deed it waited with, which a person has said yes to. */
  readonly approved: Suggestion | null;
}

export interface TurnEnded {
  readonly status: Exclude<TurnsTable["status"], "running">;
  readonly trace: TurnTrace | null;
  readonly now: Date;
}

type Ending = Pick<Running, "turnId" | "lastSeq"> & {
  readonly occasion: Pick<Occasion, "organizationId">;
};

export const endTurn = async (
  tx: Tx,
  { turnId, occasion, lastSeq }: Ending,
  { status, trace, now }: TurnEnded,
): Promise<void> => {
  await tx
    .updateTable("turns")
    .set({
      status,
      last_seq: lastSeq,
      trace: JSON.stringify(trace),
      finished_at: status === "suggested" ? null : now,
    })
    .where("organization_id", "=", occasion.organizationId)
    .where("id", "=", turnId)
    .execute();
};

/** The trace of a turn that waits for a person. */
export const readTrace = async (
  tx: Tx,
  organizationId: string,
  turnId: string,
): Promise<{ readonly trace: TurnTrace; readonly last_seq: number }> => {
  const { trace, last_seq } = await tx
    .selectFrom("turns")
    .select(["trace", "last_seq"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", turnId)
    .executeTakeFirstOrThrow();
  // Written by `endTurn`, in this shape.
  return { trace: trace as TurnTrace, last_seq };
};
