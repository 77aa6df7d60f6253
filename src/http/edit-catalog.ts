import { transact } from "#src/booking/transact.ts";
import type { EditRefusal } from "#src/catalog/edit/edit-refusal.ts";
import { type Edited, type EditScope, lockCatalog } from "#src/catalog/edit/edit-scope.ts";
import type { Tx } from "#src/db/connect.ts";
import { type Answer, type ErrorReply, ok } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import { editSentences } from "./edit-sentences.ts";
import { refused } from "./refused.ts";
import type { Asked } from "./routes/api.ts";
import type { ServerDeps } from "./server-deps.ts";

/** An edit of the catalog, and how what it wrote is answered. */
interface CatalogEdit<Body> {
  readonly edit: (scope: EditScope) => Promise<Edited | EditRefusal>;
  readonly show: (tx: Tx, edited: Edited, call: ApiCall) => Promise<Body>;
  /** 200 where it is absent. */
  readonly answer?: (body: Body) => Answer<Body>;
}

/**
 * Runs one edit in one transaction and shows what it wrote. With an Idempotency-Key the outcome, also
 * a refusal, is stored and a repeat gets it again.
 */
export const editCatalog = async <Body>(
  deps: ServerDeps,
  { call, caller }: Pick<Asked<unknown, unknown, unknown>, "call" | "caller">,
  { edit, show, answer = ok }: CatalogEdit<Body>,
): Promise<Answer<Body> | ErrorReply> => {
  const { newId } = deps;
  const done = await transact(deps, caller, async (tx) => {
    const scope = { tx, organizationId: call.organization.id, now: deps.now(), newId };
    await lockCatalog(scope);
    const outcome = await edit(scope);
    const shown = outcome.ok ? { body: await show(tx, outcome, call) } : { refusal: outcome };
    return { ok: true, ...shown } as const;
  });
  if (!done.ok) return refused(done);
  return "refusal" in done ? editRefused(done.refusal, call) : answer(done.body);
};

/** A refused edit in words of the caller's language: the field and the remedy. */
export const editRefused = (
  { code, field, uses }: EditRefusal,
  { language }: Pick<ApiCall, "language">,
): ErrorReply => {
  const { status, error, says } = editSentences[code];
  return {
    status,
    body: {
      success: false,
      error,
      message: `${field}: ${says[language]}`,
      field,
      ...(uses && { usedBy: [...uses.list], usedByCount: uses.count }),
    },
  };
};
