import type { Money } from "#src/domain/money.ts";
import { isOffList, type SlotPrice } from "#src/domain/pricing/slot-price.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { sayTime } from "#src/phrases/say-time.ts";
import type { Briefing } from "../briefing.ts";
import type { Step } from "../step.ts";
import { pricedIn } from "./known-facts.ts";
import { readable } from "./said-text.ts";

/** A time whose price rules have changed. */
interface PricedTime {
  /** "Thứ 3, 10/02, 09:00" as this lead is told it. */
  readonly time: string;
  /** "09:00" as this lead hears it, and as the place has it. */
  readonly clocks: readonly string[];
  /** Our own words for the price. */
  readonly words: string;
  /** What may be said of it as an amount. */
  readonly amounts: readonly Money[];
}

/** Times offered, found or booked at a price off the list, as their prices are told. */
export const toldPrices = (briefing: Briefing, steps: readonly Step[]): PricedTime[] =>
  pricedIn(briefing, steps).flatMap(({ price, participants, start, zone }) => {
    const { language } = briefing;
    const time = sayTime(start, { zone: briefing.zone, placeZone: zone, language });
    const clocks = [briefing.zone, zone].map((at) =>
      sayTime(start, { zone: at, language }).slice(-5),
    );
    const words = briefing.sayPrice(price, participants);
    if (words === null) return [];
    return [{ time, clocks, words: readable(words), amounts: amountsOf(price) }];
  });

const amountsOf = (price: SlotPrice): Money[] =>
  isOffList(price) && price.minor < price.listMinor
    ? [price, { ...price, minor: price.listMinor }]
    : [price];

/** The text without the prices that stand in the line of their own time, word for word. */
export const withoutTold = (text: string, told: readonly PricedTime[]): string =>
  told.length === 0
    ? text
    : text
        .split("\n")
        .map((line) =>
          told
            .filter(({ time }) => line.includes(time))
            .reduce((rest, { words }) => rest.replaceAll(words, ""), line),
        )
        .join("\n");

/** What a sentence that names a priced time by its clock may give as its price; null where it names none. */
export const amountsFor = (
  sentence: string,
  told: readonly PricedTime[],
  { language }: Briefing,
): string[] | null => {
  const named = told.filter(({ clocks }) => clocks.some((clock) => sentence.includes(clock)));
  return named.length === 0
    ? null
    : named.flatMap(({ amounts }) => amounts.map((amount) => sayMoney(amount, language)));
};
