import type { FalseClaim } from "#src/agent/claims/check-claims.ts";
import type { Caller } from "#src/booking/caller.ts";
import { transact } from "#src/booking/transact.ts";
import type { Tx } from "#src/db/connect.ts";
import {
  findSuggestion,
  lapseSuggestion,
  lockSuggestion,
  type Suggestion,
} from "#src/db/queries/suggestions.ts";
import { type Conversation, lockConversation } from "#src/db/queries/turns.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import { approveAct } from "./approve-act.ts";
import { approveReply } from "./approve-reply.ts";
import { rejectSuggestion } from "./reject-suggestion.ts";
import type { TurnDeps } from "./take-turn.ts";

/** What a person says about a suggestion, of the version they have read. */
export type Verdict = { readonly version: number } & (
  | { readonly kind: "approve" }
  | { readonly kind: "edit"; readonly text: string; readonly reason?: string | undefined }
  | { readonly kind: "reject"; readonly reason: string }
);

/**
 * Why a decision does not hold. `decided`: somebody was faster. `stale`: something was said since, or
 * somebody took over. `changed`: it is not the version that was read. `untrue`: the facts do not back
 * the words any more, or never did. `no_words`: a deed has no words to be edited.
 */
export type Undecided =
  | { readonly why: "unknown" | "decided" | "stale" | "changed" | "no_words" }
  | { readonly why: "untrue"; readonly claims: readonly FalseClaim[] };

export interface DecisionMade {
  readonly ok: true;
  /** Null: it holds. */
  readonly undecided: Undecided | null;
}

/** A suggestion and its conversation, both locked, and who decides. */
export interface Deciding {
  readonly tx: Tx;
  readonly suggestion: Suggestion;
  readonly conversation: Conversation;
  readonly by: string;
  readonly now: Date;
}

/** What people decide about what the agent would say or do. */
export interface Suggestions {
  /**
   * One decision holds, however many come at once. With an operation key a repeat gets the first
   * answer. A refusal comes only for a key that stands for another request.
   */
  decide(caller: Caller, id: string, verdict: Verdict): Promise<DecisionMade | Refusal>;
}

export const createSuggestions = (deps: TurnDeps): Suggestions => ({
  decide: async (caller, id, verdict) => {
    let made: Suggestion | null = null;
    const answer = await transact(deps, caller, async (tx): Promise<DecisionMade> => {
      made = null;
      const found = await findSuggestion(tx, caller.organizationId, id);
      if (!found) return no("unknown");
      const now = deps.now();
      const deciding = { ...(await lock(tx, found)), by: caller.actorId, now };
      const hindrance = await findHindrance(deciding, verdict);
      if (hindrance) return no(hindrance);
      const outcome = await carryOut(deps, deciding, verdict);
      if ("why" in outcome) return { ok: true, undecided: outcome };
      made = outcome;
      return { ok: true, undecided: null };
    });
    if (made) await announceDecision(deps, made);
    return answer;
  },
});

const no = (why: Exclude<Undecided["why"], "untrue">): DecisionMade => ({
  ok: true,
  undecided: { why },
});

/** The conversation first, as everybody who says something in it does. */
const lock = async (
  tx: Tx,
  found: Suggestion,
): Promise<Pick<Deciding, "tx" | "conversation" | "suggestion">> => {
  const { organization_id, conversation_id } = found;
  const conversation = await lockConversation(tx, organization_id, conversation_id);
  return { tx, conversation, suggestion: await lockSuggestion(tx, found) };
};

const findHindrance = async (
  { tx, suggestion, conversation, now }: Deciding,
  { version, kind }: Verdict,
): Promise<Exclude<Undecided["why"], "untrue" | "unknown"> | null> => {
  const { status, seen_seq, organization_id: organizationId } = suggestion;
  if (status === "stale") return "stale";
  if (status !== "pending") return "decided";
  if (suggestion.version !== version) return "changed";
  if (conversation.owner !== "ai" || conversation.last_seq > seen_seq) {
    await lapseSuggestion(tx, { organizationId, conversationId: conversation.id }, now);
    return "stale";
  }
  return kind === "edit" && suggestion.kind === "act" ? "no_words" : null;
};

const carryOut = (
  deps: TurnDeps,
  deciding: Deciding,
  verdict: Verdict,
): Promise<Suggestion | Undecided> => {
  if (verdict.kind === "reject") return rejectSuggestion(deciding, verdict.reason);
  if (deciding.suggestion.kind === "act") return approveAct(deciding);
  return approveReply(deps, deciding, verdict.kind === "edit" ? verdict : null);
};

/** What an approved deed waits with is let go of once it is done. */
const announceDecision = async (deps: TurnDeps, made: Suggestion): Promise<void> => {
  const { organization_id: organizationId, id: suggestionId, kind, status, turn_id } = made;
  if (status === "pending" || status === "stale") throw new Error("nobody has decided");
  const waitedMs = (made.decided_at?.getTime() ?? 0) - made.created_at.getTime();
  const by = made.decided_by ?? "";
  const of = { organizationId, suggestionId, kind, verdict: status, by, waitedMs };
  deps.events.suggestionDecided(of);
  if (kind === "reply" || status === "rejected") await deps.agent.forget(turn_id);
};
