import type { Selectable } from "kysely";

import type { NamedBookingRow } from "#src/db/queries/bookings.ts";
import type { PriceRulesTable } from "#src/db/tables/catalog.ts";
import { amountDue } from "#src/domain/price.ts";
import { applyPriceRules } from "#src/domain/pricing/apply-price-rules.ts";
import type { PriceRule } from "#src/domain/pricing/price-rule.ts";
import { type PriceFacts, ruleHolds } from "#src/domain/pricing/rule-holds.ts";
import type { AppliedRule, SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { Business } from "./business.ts";
import { filledOn } from "./filled-on.ts";
import type { Demand, OpenSlot } from "./open-slots.ts";

/** What a free slot costs at this moment; null where the service has no price. */
export type PriceOf = (open: OpenSlot) => SlotPrice | null;

/** Whoever would take a slot, as far as their visits count. */
export type Visitor = Pick<PriceFacts, "visit" | "visits">;

/** Nobody in particular: no rule about earlier visits holds. */
export const anybody: Visitor = { visit: null, visits: null };

/**
 * Prices of a business as it stands: the list price of everybody who comes, changed by the rules of
 * the organization that hold for the slot. A price binds nobody before it is offered.
 */
export const pricesOf = (
  business: Business,
  { service, participants, durationMinutes }: Demand,
  visitor: Visitor = anybody,
): PriceOf => {
  const { organization, stored, now } = business;
  const { price_minor: minor, duration_minutes: forMinutes } = service;
  if (minor === null) return () => null;
  const each = amountDue({ minor, forMinutes }, { participants: 1, minutes: durationMinutes });
  const rules = stored.priceRules.map(toPriceRule);
  const filled = filledOn(business, service);
  return (open) => {
    const holding = rules.filter((rule) =>
      ruleHolds(rule, {
        ...visitor,
        ...{ now: now.getTime(), start: open.start, serviceId: service.id },
        timezone: open.workplace.location.timezone,
        locationId: open.locationId,
        filled: (of) => filled(of, open),
      }),
    );
    const ruled = applyPriceRules(each, holding);
    return {
      minor: ruled.minor * participants,
      listMinor: each * participants,
      currency: organization.currency,
      rules: ruled.rules.map(toApplied),
      bounded: ruled.bounded,
    };
  };
};

/** A stored rule as the domain reads it. */
export const toPriceRule = (
  row: Omit<Selectable<PriceRulesTable>, "created_at" | "updated_at">,
): PriceRule => {
  const { id, version, name, priority, combines, condition, percent, amount_minor } = row;
  if (percent === null && amount_minor === null) throw new Error(`price rule ${id} does nothing`);
  return {
    ...{ id, version, name, priority, combines, condition },
    change: percent === null ? { minor: amount_minor ?? 0 } : { percent },
    floorMinor: row.floor_minor,
    ceilingMinor: row.ceiling_minor,
    serviceId: row.service_id,
    locationId: row.location_id,
  };
};

const toApplied = ({ id, version, name, change }: PriceRule): AppliedRule => ({
  ...{ id, version, name, change },
});

/** The lower of the two, whatever made it. */
export const lower = (fresh: SlotPrice | null, kept: SlotPrice | null): SlotPrice | null =>
  fresh && kept && kept.currency === fresh.currency && kept.minor < fresh.minor ? kept : fresh;

type PriceColumns = Pick<
  NamedBookingRow,
  "price_minor" | "list_price_minor" | "price_currency" | "price_rules" | "price_bounded"
>;

/** The price a booking's appointment was confirmed for, also after it was given up. */
export const frozenPrice = (row: PriceColumns): SlotPrice | null => {
  const { price_minor: minor, list_price_minor: listMinor, price_currency: currency } = row;
  if (minor === null || listMinor === null || currency === null) return null;
  return { minor, listMinor, currency, rules: row.price_rules, bounded: row.price_bounded };
};

/** The columns that freeze a price with its appointment. */
export const priceColumns = (price: SlotPrice | null) => ({
  price_minor: price?.minor ?? null,
  list_price_minor: price?.listMinor ?? null,
  price_currency: price?.currency ?? null,
  price_rules: JSON.stringify(price?.rules ?? []),
  price_bounded: price?.bounded ?? false,
});
