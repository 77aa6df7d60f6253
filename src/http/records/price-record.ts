import type { z } from "zod";

import type { AppliedRule, SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { AppliedRuleRecord, priced } from "../contract/price.ts";

type Shown = { readonly [Key in keyof typeof priced]: z.output<(typeof priced)[Key]> };

export const toPriceRecord = (price: SlotPrice | null): Shown => ({
  price: price && { minor: price.minor, currency: price.currency },
  list_price: price && { minor: price.listMinor, currency: price.currency },
  price_rules: (price?.rules ?? []).map(toAppliedRecord),
});

const toAppliedRecord = ({
  id,
  change,
  ...rule
}: AppliedRule): z.output<typeof AppliedRuleRecord> => ({
  price_rule_id: id,
  ...{ version: rule.version, name: rule.name },
  percent: "percent" in change ? change.percent : null,
  amount_minor: "minor" in change ? change.minor : null,
});
