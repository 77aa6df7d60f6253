import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { appointed, briefing } from "../../../test/briefing.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { voiceOf } from "../replies/render-reply.ts";
import { checkClaims } from "./check-claims.ts";

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../../../prompts"));
const booking = appointed("2026-02-10T09:00:00+07:00");

/** As a template leaves it to a house whose owner has not said yet where it is. */
const houseIn = (language: "vi" | "en", difference: object = {}) => {
  const house = briefing({ language, ...difference });
  return { ...house, places: house.places.map((place) => ({ ...place, address: "" })) };
};

describe.each(["vi", "en"] as const)("a house that has not said where it is, in %s", (language) => {
  test("confirms an appointment without an address, and that is true", () => {
    const house = houseIn(language, { booking, upcoming: [booking] });
    const { text } = renderPlan(voiceOf(phrases, house), { kind: "confirmed", booking });
    expect(text).not.toMatch(/address|địa chỉ/iu);
    expect(checkClaims(text, house, [])).toEqual([]);
  });

  test("is believed no more than others", () => {
    const said = { vi: "Em đã đặt lịch cho bạn rồi ạ.", en: "I have booked it for you." }[language];
    const kinds = checkClaims(said, houseIn(language), []).map(({ kind }) => kind);
    expect(kinds).toContain("booked");
    const where = {
      vi: "Bạn đến chi nhánh Quận 9 nhé.",
      en: "Please come to the District 9 branch.",
    }[language];
    const withAddress = checkClaims(where, briefing({ language }), []);
    expect(checkClaims(where, houseIn(language), [])).toEqual(withAddress);
  });
});
