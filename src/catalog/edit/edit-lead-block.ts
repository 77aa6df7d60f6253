import { findThing } from "#src/db/queries/catalog-things.ts";
import { findLead } from "#src/db/queries/leads.ts";
import { type EditRefusal, refuseEdit } from "./edit-refusal.ts";
import { type Edited, type EditScope, edited } from "./edit-scope.ts";

/** Who may not book, and where; everywhere when no place, service or provider is named. */
export interface LeadBlockDraft {
  readonly leadId?: string;
  /** E.164. */
  readonly phone?: string;
  /** In lower case. */
  readonly email?: string;
  readonly locationId?: string;
  readonly serviceId?: string;
  readonly providerId?: string;
  readonly reason: string;
}

export const addLeadBlock = async (
  scope: EditScope,
  draft: LeadBlockDraft,
): Promise<Edited | EditRefusal> => {
  const fault = shapeFault(draft) ?? (await referenceFault(scope, draft));
  if (fault) return fault;
  const { tx, organizationId, now, newId } = scope;
  const block = {
    ...{ lead_id: draft.leadId ?? null, phone: draft.phone ?? null, email: draft.email ?? null },
    location_id: draft.locationId ?? null,
    service_id: draft.serviceId ?? null,
    provider_id: draft.providerId ?? null,
  };
  const same = await tx
    .selectFrom("lead_blocks")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where((eb) =>
      eb.and([
        eb("lead_id", "is not distinct from", block.lead_id),
        eb("phone", "is not distinct from", block.phone),
        eb("email", "is not distinct from", block.email),
        eb("location_id", "is not distinct from", block.location_id),
        eb("service_id", "is not distinct from", block.service_id),
        eb("provider_id", "is not distinct from", block.provider_id),
      ]),
    )
    .executeTakeFirst();
  if (same) return refuseEdit("block_exists", whoOf(draft)[0] ?? "leadId");
  const id = newId();
  const reason = { reason: draft.reason, created_at: now };
  await tx
    .insertInto("lead_blocks")
    .values({ organization_id: organizationId, id, ...block, ...reason })
    .execute();
  return edited(id);
};

export const removeLeadBlock = async (
  { tx, organizationId }: EditScope,
  id: string,
): Promise<Edited | EditRefusal> => {
  const gone = await tx
    .deleteFrom("lead_blocks")
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .returning("id")
    .executeTakeFirst();
  return gone ? edited(id) : refuseEdit("unknown_lead_block", "id");
};

const whoOf = (draft: LeadBlockDraft) =>
  (["leadId", "phone", "email"] as const).filter((field) => draft[field] !== undefined);

const shapeFault = (draft: LeadBlockDraft): EditRefusal | null => {
  if (whoOf(draft).length !== 1) return refuseEdit("one_blocked", "leadId");
  const where = [draft.locationId, draft.serviceId, draft.providerId];
  const named = where.filter((id) => id !== undefined).length;
  return named > 1 ? refuseEdit("one_scope", "locationId") : null;
};

const referenceFault = async (
  { tx, organizationId }: EditScope,
  draft: LeadBlockDraft,
): Promise<EditRefusal | null> => {
  if (draft.leadId !== undefined && !(await findLead(tx, organizationId, draft.leadId))) {
    return refuseEdit("unknown_lead", "leadId");
  }
  for (const kind of ["location", "service", "provider"] as const) {
    const id = draft[`${kind}Id`];
    if (id !== undefined && !(await findThing(tx, kind, { organizationId, id }))) {
      return refuseEdit(`unknown_${kind}`, `${kind}Id`);
    }
  }
  return null;
};
