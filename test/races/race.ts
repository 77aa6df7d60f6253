import { sql } from "kysely";

import type { TimeBooking } from "#src/booking/book-time.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { World, WorldLead } from "../world.ts";

/** So many people at once. */
export const crowd = async (world: World, size: number): Promise<WorldLead[]> => {
  const leads: WorldLead[] = [];
  for (let index = 0; index < size; index += 1) leads.push(await world.lead(`Khách ${index + 1}`));
  return leads;
};

type Wish = Partial<TimeBooking> & { readonly service: string; readonly start: Date };

/** One lead's attempt at one time, in one step. */
export const bookFor = (
  world: World,
  lead: WorldLead,
  { service, ...wish }: Wish,
): Promise<Receipt | Refusal> =>
  world.bookings.bookTime(world.caller({ actor: "sales", lead }), {
    leadId: lead.id,
    conversationId: lead.conversationId,
    serviceId: world.service(service).id,
    details: {
      phone: "+12125550100",
      answers: service === "Bọc sứ thẩm mỹ" ? { first_visit: "yes" } : {},
    },
    statedBy: "Mai",
    ...wish,
  });

export interface Outcome {
  readonly winners: readonly Receipt[];
  readonly losers: readonly Refusal[];
  /** How often each code was heard. */
  readonly codes: Readonly<Record<string, number>>;
}

export const outcomeOf = (answers: readonly (Receipt | Refusal)[]): Outcome => {
  const losers = answers.filter((answer): answer is Refusal => !answer.ok);
  const codes: Record<string, number> = {};
  for (const { code } of losers) codes[code] = (codes[code] ?? 0) + 1;
  return { winners: answers.filter((answer): answer is Receipt => answer.ok), losers, codes };
};

/** Runs all attempts at the same moment and waits for every answer. */
export const race = async (
  attempts: readonly (() => Promise<Receipt | Refusal>)[],
): Promise<Outcome> => outcomeOf(await Promise.all(attempts.map((attempt) => attempt())));

/** A loser takes the first alternative they were given: it was no empty promise. */
export const takeAlternative = (
  world: World,
  lead: WorldLead,
  service: string,
  slots: readonly Slot[] = [],
): Promise<Receipt | Refusal> => {
  const [slot] = slots;
  if (!slot) throw new Error("the refusal carries no alternative");
  const { start, providerId, locationId } = slot;
  return bookFor(world, lead, { service, start, providerId, locationId });
};

/**
 * Instants at which more is taken of a provider or a resource than may run at once, by plain SQL
 * that shares nothing with the guards: it must always be empty.
 */
export const overbooked = async (world: World): Promise<unknown[]> => {
  const { rows } = await sql`
    select a.holder_id, a.starts_at, sum(b.units) as load, min(b.capacity) as capacity
    from allocations a
    join allocations b on b.holder_id = a.holder_id and b.released_at is null
      and b.during @> lower(a.during)
    where a.released_at is null
    group by a.holder_id, a.id, a.starts_at
    having sum(b.units) > min(b.capacity) or count(distinct b.service_id) > 1
      or count(distinct b.with_provider_id) > 1`.execute(world.db);
  return rows;
};

/**
 * Bookings whose appointment and calendar disagree, a package with a part too few among them: it
 * must always be empty.
 */
export const inconsistent = async (world: World): Promise<unknown[]> => {
  const { rows } = await sql`
    with expected as (
      select *, case when coalesce(state_before_error, state) in
        ('SLOT_CONFIRMED', 'PAYMENT_PENDING', 'PAID', 'REMINDER_SENT', 'COMPLETED', 'NO_SHOW',
         'FOLLOW_UP') then greatest(1, jsonb_array_length(parts)) else 0 end as appointments
      from bookings
    )
    select b.id, b.state, count(a.id) as booked
    from expected b
    left join allocations a on a.organization_id = b.organization_id and a.booking_id = b.id
      and a.kind = 'booking' and a.released_at is null and a.provider_id is not null
    group by b.organization_id, b.id, b.state, b.appointments, b.starts_at, b.ends_at, b.provider_id
    having count(a.id) <> b.appointments
      or (b.appointments > 0 and (min(a.starts_at) <> b.starts_at or max(a.ends_at) <> b.ends_at
        or count(a.id) filter (where a.starts_at = b.starts_at
          and a.provider_id = b.provider_id) <> 1))`.execute(world.db);
  return rows;
};

/** Appointments without one of the resources their services need: it must always be empty. */
export const unequipped = async (world: World): Promise<unknown[]> => {
  const { rows } = await sql`
    select a.booking_id, a.part, needed.kind
    from allocations a
    join service_resources needed on needed.organization_id = a.organization_id
      and needed.service_id = a.service_id
    where a.provider_id is not null and a.kind = 'booking' and a.released_at is null
      and needed.quantity > (
        select count(*) from allocations used
        join resources on resources.id = used.resource_id and resources.kind = needed.kind
        where used.booking_id = a.booking_id and used.part = a.part and used.kind = 'booking'
          and used.released_at is null and used.with_provider_id = a.provider_id
      )`.execute(world.db);
  return rows;
};
