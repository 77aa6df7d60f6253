import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import type { PriceRuleList } from "#src/http/contract/price-rules.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoney } from "../texts/say-time.ts";
import { placesQuery, priceRulesQuery, servicesQuery } from "./catalog-queries.ts";
import { timeOf } from "./minute-of-day.ts";
import { bodyOfPriceRule, usePriceFields } from "./price-form.ts";
import { priceTexts } from "./price-texts.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { type Thing, Things } from "./things.tsx";
import { useMoney } from "./use-organization.ts";

type PriceRule = z.output<typeof PriceRuleList>["price_rules"][number];

/** What makes a price differ from the list. */
export const Prices = () => {
  const texts = useTexts(priceTexts);
  const shared = useTexts(setUpTexts);
  const toThing = useThings();
  const rules = useQuery({
    ...priceRulesQuery,
    select: ({ price_rules }) => price_rules.map(toThing),
  });
  return (
    <Things
      title={shared.sections.prices}
      lead={texts.lead}
      addLabel={texts.add}
      path="/price-rules"
      query={rules}
      fields={usePriceFields()}
      toBody={bodyOfPriceRule}
      whole
      fresh={{ kind: "off_peak", by: "percent", priority: 0 }}
      switching={{ off: shared.retired, turnOff: shared.retire, turnOn: shared.restore }}
    />
  );
};

const useThings = () => {
  const texts = useTexts(priceTexts);
  const language = useLanguage();
  const { currency } = useMoney();
  const services = useQuery(servicesQuery).data?.services ?? [];
  const places = useQuery(placesQuery).data?.locations ?? [];
  return (rule: PriceRule): Thing => {
    const { price_rule_id: id, name, active, percent, amount_minor, condition } = rule;
    const change =
      percent === null
        ? sayMoney(language, { minor: amount_minor ?? 0, currency })
        : `${percent} %`;
    const about = [
      services.find(({ service_id }) => service_id === rule.service_id)?.name,
      places.find(({ location_id }) => location_id === rule.location_id)?.name,
    ];
    const isSimple = condition.kind !== "off_peak" || condition.times.length === 1;
    const parts = [change, texts.kinds[condition.kind], ...about, !isSimple && texts.manyTimes];
    return {
      ...{ id, active, name: name[language], detail: parts.filter(Boolean).join(" · ") },
      ...(isSimple && { values: valuesOf(rule) }),
    };
  };
};

/** What the form begins with; a rule of several stretches of the week has no place in it. */
const valuesOf = ({ condition, percent, ...rule }: PriceRule) => ({
  ...rule.name,
  ...conditionOf(condition),
  by: percent === null ? "amount" : "percent",
  percent: percent ?? undefined,
  amountMinor: rule.amount_minor ?? undefined,
  floorMinor: rule.floor_minor ?? undefined,
  ceilingMinor: rule.ceiling_minor ?? undefined,
  serviceId: rule.service_id,
  locationId: rule.location_id,
  priority: rule.priority,
  combines: rule.combines,
});

const conditionOf = (condition: PriceRule["condition"]): Readonly<Record<string, unknown>> => {
  const { kind } = condition;
  if (kind === "off_peak") {
    const { weekdays = [], fromMinute = 0, toMinute = 0 } = condition.times[0] ?? {};
    const end = toMinute === 24 * 60 ? 0 : toMinute;
    return { kind, weekdays, fromMinute: timeOf(fromMinute), toMinute: timeOf(end) };
  }
  const { of, ...bounds } = condition;
  return { ...bounds, [kind === "volume" ? "visitsOf" : "dayOf"]: of };
};
