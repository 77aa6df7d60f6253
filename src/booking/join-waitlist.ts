import { findService } from "#src/db/queries/catalog.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { BookingDeps } from "./booking-deps.ts";
import type { Caller } from "./caller.ts";
import { refuse } from "./refuse.ts";
import { isUuid } from "./session.ts";
import { transact } from "./transact.ts";

export interface WaitlistWish {
  readonly serviceId: string;
  /** What the lead wants, in their words. */
  readonly wish: string;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface WaitlistReceipt {
  readonly ok: true;
  readonly action: "waitlist_joined";
  readonly entryId: string;
  readonly serviceName: string;
  readonly expiresAt: Date;
}

const waitDays = 30;

/** Records the lead's wish; it is kept for 30 days. */
export const joinWaitlist =
  (deps: BookingDeps) =>
  (caller: Caller, wish: WaitlistWish): Promise<WaitlistReceipt | Refusal> =>
    transact<WaitlistReceipt>(deps, caller, async (tx) => {
      const { organizationId, leadId } = caller;
      const service = isUuid(wish.serviceId)
        ? await findService(tx, organizationId, wish.serviceId)
        : undefined;
      if (!service?.active) {
        return refuse(deps, caller, "unknown_service", `there is no service ${wish.serviceId}`);
      }
      if (leadId === null) return refuse(deps, caller, "invalid_input", "nobody is named to wait");
      const now = deps.now();
      const entryId = deps.newId();
      const expiresAt = new Date(now.getTime() + waitDays * 24 * 60 * 60_000);
      await tx
        .insertInto("waitlist_entries")
        .values({
          organization_id: organizationId,
          id: entryId,
          lead_id: leadId,
          service_id: service.id,
          wish: wish.wish,
          wished_from: wish.from ?? null,
          wished_to: wish.to ?? null,
          created_at: now,
          expires_at: expiresAt,
        })
        .execute();
      const serviceName = service.name;
      return { ok: true, action: "waitlist_joined", entryId, serviceName, expiresAt };
    });
