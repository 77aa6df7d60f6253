import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { Language } from "#src/domain/facts.ts";
import type { SlotPrice } from "#src/domain/pricing/slot-price.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { priceSayer } from "#src/phrases/say-price.ts";
import { briefing, leadBooking, slot } from "../../../test/briefing.ts";
import type { Briefing } from "../briefing.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { voiceOf } from "../replies/render-reply.ts";
import { checkClaims } from "./check-claims.ts";

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../../../prompts"));

const priced = (
  minor: number,
  percent: number,
  difference: Partial<SlotPrice> = {},
): SlotPrice => ({
  ...{ minor, listMinor: 4_500_000, currency: "VND", bounded: false },
  rules: [
    {
      ...{ id: "r", version: 1, change: { percent } },
      name: { vi: "giờ thấp điểm", en: "quiet hours" },
    },
  ],
  ...difference,
});

/** Tuesday and Wednesday at ten are cheaper, each by its own share; Thursday is not. */
const slots = [
  slot("2026-02-10T03:00:00Z", { price: priced(4_050_000, -10) }),
  slot("2026-02-11T03:00:00Z", { price: priced(3_600_000, -20) }),
  slot("2026-02-12T07:00:00Z", { price: priced(4_500_000, 0, { rules: [] }) }),
];

const houseIn = (language: Language): Briefing =>
  briefing({
    ...{ language, booking: leadBooking(), offered: slots },
    sayPrice: priceSayer(phrases, language),
  });

const falseIn = (language: Language, text: string) =>
  checkClaims(text, houseIn(language), []).map(({ kind }) => kind);

const offerIn = (language: Language): string => {
  const house = houseIn(language);
  const plan = { kind: "offer", bookingId: "b1", slots, because: "asked" } as const;
  return renderPlan(voiceOf(phrases, house), plan).text;
};

describe.each(["vi", "en"] as const)("an offer with prices of its own in %s", (language) => {
  test("is true as we say it", () => {
    const text = offerIn(language);
    expect(text).toContain(language === "vi" ? "giảm 20% giờ thấp điểm" : "20% off, quiet hours");
    expect(falseIn(language, text)).toEqual([]);
  });

  test("is false with the prices of two times exchanged", () => {
    const text = offerIn(language).replace("10%", "…").replace("20%", "10%").replace("…", "20%");
    expect(falseIn(language, text)).not.toEqual([]);
  });

  test("is false with another share", () => {
    expect(falseIn(language, offerIn(language).replace("20%", "50%"))).not.toEqual([]);
  });
});

describe("in other words", () => {
  test.each([
    ["vi", "Thứ 3, 10/02, 10:00 giá 4.050.000 ₫.", []],
    ["vi", "Thứ 3, 10/02, 10:00 giá 2.050.000 ₫.", ["price"]],
    ["vi", "Dịch vụ này đang được giảm 10%.", ["discount", "price"]],
    ["en", "Tuesday, 10 February, 10:00 costs 4,050,000 ₫.", []],
    ["en", "Tuesday, 10 February, 10:00 costs 450,000 ₫.", ["price"]],
    ["en", "You get 20% off every visit.", ["discount", "price"]],
  ] as const)("%s: %s", (language, text, kinds) => {
    expect([...new Set(falseIn(language, text))].sort()).toEqual(kinds);
  });
});

test("a price that was bounded is told beside the list, not with a share that does not add up", () => {
  const price = priced(4_000_000, -50, { bounded: true });
  expect(priceSayer(phrases, "vi")(price, 1)).toBe(
    "giá 4.000.000 ₫ (thay vì 4.500.000 ₫: giờ thấp điểm)",
  );
  expect(priceSayer(phrases, "en")(price, 1)).toBe(
    "price ₫4,000,000 (instead of ₫4,500,000: quiet hours)",
  );
});
