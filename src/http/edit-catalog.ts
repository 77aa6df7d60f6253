import { transact } from "#src/booking/transact.ts";
import type { EditRefusal } from "#src/catalog/edit/edit-refusal.ts";
import { type Edited, type EditScope, lockCatalog } from "#src/catalog/edit/edit-scope.ts";
import type { Tx } from "#src/db/connect.ts";
import type { ErrorReply } from "./answer.ts";
import { editSentences } from "./edit-sentences.ts";
import { refused } from "./refused.ts";
import type { Asked } from "./routes/api.ts";
import type { ServerDeps } from "./server-deps.ts";

type Done<Body> =
  | { readonly ok: true; readonly body: Body }
  | { readonly ok: false; readonly answer: ErrorReply };

/**
 * Runs one edit in one transaction and shows what it wrote. With an Idempotency-Key the outcome, also
 * a refusal, is stored and a repeat gets it again.
 */
export const editCatalog = async <Body>(
  deps: ServerDeps,
  { call, caller }: Pick<Asked<unknown, unknown, unknown>, "call" | "caller">,
  edit: (scope: EditScope) => Promise<Edited | EditRefusal>,
  show: (tx: Tx, edited: Edited) => Promise<Body>,
): Promise<Done<Body>> => {
  const { newId } = deps;
  const done = await transact(deps, caller, async (tx) => {
    const scope = { tx, organizationId: call.organization.id, now: deps.now(), newId };
    await lockCatalog(scope);
    const outcome = await edit(scope);
    const shown = outcome.ok ? { body: await show(tx, outcome) } : { refusal: outcome };
    return { ok: true, ...shown } as const;
  });
  if (!done.ok) return { ok: false, answer: refused(done) };
  if ("refusal" in done) return { ok: false, answer: editRefused(done.refusal, call) };
  return { ok: true, body: done.body };
};

/** What a deletion shows. */
export const showNothing = async () => ({ success: true }) as const;

/** A refused edit in words of the caller's language: the field and the remedy. */
export const editRefused = (
  { code, field, uses }: EditRefusal,
  { language }: Pick<Asked<unknown, unknown, unknown>["call"], "language">,
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
