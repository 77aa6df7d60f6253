import type { Suggestion } from "#src/db/queries/suggestions.ts";
import type { Deciding } from "./suggestions.ts";

type Mark =
  | {
      readonly status: "approved" | "edited";
      readonly final_text: string | null;
      readonly edit_reason?: string | null;
    }
  | { readonly status: "rejected"; readonly reject_reason: string };

/** Writes a decision down; the suggestion as it is then. */
export const markDecided = (
  { tx, suggestion, by, now }: Deciding,
  mark: Mark,
): Promise<Suggestion> =>
  tx
    .updateTable("suggestions")
    .set({ ...mark, decided_by: by, decided_at: now, version: suggestion.version + 1 })
    .where("organization_id", "=", suggestion.organization_id)
    .where("id", "=", suggestion.id)
    .returningAll()
    .executeTakeFirstOrThrow();
