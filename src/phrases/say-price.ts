import type { Language } from "#src/domain/facts.ts";
import type { PriceChange } from "#src/domain/pricing/price-rule.ts";
import { isOffList, type SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { Phrasebook } from "./phrasebook.ts";
import { sayMoney } from "./say-money.ts";

/** For how many people a price is, as a change is of one. */
export type SayPrice = (price: SlotPrice, participants: number) => string | null;

/**
 * A price that rules have made, with what made it: "giá 450.000 ₫ (giảm 10% giờ thấp điểm)". Null
 * where it is the list price. Where a floor or a ceiling ended the change, the list price stands in
 * the place of what would not add up.
 */
export const priceSayer =
  (phrases: Pick<Phrasebook, "reply">, language: Language): SayPrice =>
  (price, participants) => {
    if (!isOffList(price)) return null;
    const say = (key: string, values: Readonly<Record<string, string | number>>) =>
      phrases.reply(language, key, values);
    const money = (minor: number) => sayMoney({ minor, currency: price.currency }, language);
    const changed = (change: PriceChange, name: string): string =>
      "percent" in change
        ? say(change.percent < 0 ? "price_less" : "price_more", {
            change: `${Math.abs(change.percent)}%`,
            name,
          })
        : say(change.minor < 0 ? "price_less" : "price_more", {
            change: money(Math.abs(change.minor) * participants),
            name,
          });
    const why = price.bounded
      ? say("price_instead", {
          list: money(price.listMinor),
          names: price.rules.map(({ name }) => name[language]).join(", "),
        })
      : price.rules.map(({ change, name }) => changed(change, name[language])).join(", ");
    return say("slot_price", { price: money(price.minor), why });
  };
