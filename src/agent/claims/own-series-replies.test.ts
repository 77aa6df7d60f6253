import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { SeriesReceipt, SeriesVisit } from "#src/booking/series/series-receipt.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Slot } from "#src/domain/slot.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { appointed, leadBooking, slot, step } from "../../../test/briefing.ts";
import { briefingOfTemplate } from "../../../test/briefing-of-template.ts";
import { templateNames } from "../../../test/world.ts";
import type { Briefing } from "../briefing.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { voiceOf } from "../replies/render-reply.ts";
import type { ReplyPlan } from "../replies/reply-plan.ts";
import type { Step } from "../step.ts";
import { checkClaims } from "./check-claims.ts";

const phrases = loadPhrasebook(path.join(import.meta.dirname, "../../../prompts"));

interface Scene {
  readonly plan: ReplyPlan;
  readonly briefing: Briefing;
  readonly steps?: readonly Step[];
}

const falseIn = ({ plan, briefing, steps = [] }: Scene): string[] => {
  const { text } = renderPlan(voiceOf(phrases, briefing), plan);
  return checkClaims(text, briefing, steps).map(({ kind, said }) => `${kind}: ${said}`);
};

const days = ["2026-02-10", "2026-02-17", "2026-02-24", "2026-03-03"];
const startOf = (day = days[0]) => `${day}T03:00:00Z`;

const scenesOf = (house: Briefing): Record<string, Scene> => {
  const [service, second] = house.services;
  const [provider] = house.providers;
  // A place whose name ends in a number is the hardest to tell from a street.
  const place = house.places.find(({ name }) => /\d$/u.test(name)) ?? house.places[0];
  if (!service || !second || !provider || !place) throw new Error("a template has all of these");
  const where = {
    ...{ serviceId: service.id, serviceName: service.name },
    ...{ providerId: provider.id, providerName: provider.name },
    ...{ locationId: place.id, locationName: place.name, zone: place.zone },
  };
  const heldAt = (day?: string): Slot => {
    const start = new Date(startOf(day));
    return slot(startOf(day), { ...where, end: new Date(start.getTime() + 3_600_000) });
  };
  const visitAt = (day: string | undefined, position: number): Booking => {
    const { start, end } = heldAt(day);
    return {
      ...appointed(startOf(day), { id: `visit-${position}`, serviceId: service.id }),
      ...{ serviceName: service.name, series: { id: "series-1", position } },
      appointment: { ...where, start, end },
    };
  };
  const booking = leadBooking({ serviceId: service.id, serviceName: service.name });
  const held: SeriesVisit[] = days.slice(0, 3).map((day, position) => ({
    ...{ position, start: new Date(startOf(day)), status: "held", booking, slot: heldAt(day) },
  }));
  const missed: SeriesVisit = {
    ...{ position: 3, start: new Date(startOf(days[3])), status: "not_free" },
    reasons: [{ code: "busy", from: 0, to: 1 }],
    alternatives: [heldAt("2026-03-04")],
  };
  const series = (
    action: SeriesReceipt["action"],
    visits: readonly SeriesVisit[],
  ): SeriesReceipt => ({
    ...{ ok: true, action, at: house.now, seriesId: "series-1", zone: place.zone, visits },
    ...{ serviceId: service.id, serviceName: service.name, shownHash: "hash-of-series" },
  });
  const offering = (visits: readonly SeriesVisit[]): Scene => {
    const receipt = series("series_proposed", visits);
    const briefing = { ...house, booking, offered: [heldAt()] };
    return {
      ...{ briefing, plan: { kind: "series_offer", series: receipt } },
      steps: [step("propose_series", receipt)],
    };
  };
  const visits = days.slice(0, 3).map(visitAt);
  const standing = { ...house, upcoming: visits, visits };
  const done = (status: "booked" | "cancelled") =>
    visits.map((visit, position): SeriesVisit => {
      return { position, start: new Date(startOf(days[position])), status, booking: visit };
    });
  const parts = [service, second].map(({ id, name }, index) => ({
    ...{ serviceId: id, serviceName: name },
    ...{ providerId: provider.id, providerName: provider.name },
    start: new Date(Date.parse(startOf()) + index * 3_600_000),
    end: new Date(Date.parse(startOf()) + (index + 1) * 3_600_000),
  }));
  const packaged = { ...heldAt(), parts, participants: 1 };
  const grouped = { ...heldAt(), participants: 3 };
  const confirming = (one: Slot): Scene => ({
    briefing: { ...house, booking, offered: [one] },
    plan: {
      kind: "confirm",
      question: { kind: "confirm_slot", bookingId: booking.id, slot: one, shownHash: "hash" },
    },
  });
  return {
    "a series that is free": offering(held),
    "a series with a visit that is taken": offering([...held, missed]),
    "a series of which nothing is free": offering([missed]),
    "the question for a yes to a series": {
      briefing: {
        ...{ ...house, booking },
        series: { id: "series-1", slots: days.slice(0, 3).map(heldAt), shownHash: "hash" },
      },
      plan: {
        kind: "confirm",
        question: {
          ...{ kind: "confirm_series", seriesId: "series-1", shownHash: "hash" },
          slots: days.slice(0, 3).map(heldAt),
        },
      },
    },
    "a series that is booked": {
      briefing: standing,
      plan: { kind: "series_confirmed", series: series("series_confirmed", done("booked")) },
      steps: [step("confirm_series", series("series_confirmed", done("booked")))],
    },
    "the question which visits are meant": {
      briefing: standing,
      plan: { kind: "ask_scope", booking: visitAt(days[1], 1), reason: "" },
    },
    "the question for a yes to cancelling visits": {
      briefing: standing,
      plan: {
        kind: "confirm",
        question: {
          ...{ kind: "confirm_cancel_series", bookingId: "visit-0", scope: "all", visits },
          ...{ reason: "", shownHash: "hash" },
        },
      },
    },
    "visits that are cancelled": {
      briefing: house,
      plan: { kind: "series_cancelled", series: series("series_cancelled", done("cancelled")) },
      steps: [step("cancel_series", series("series_cancelled", done("cancelled")))],
    },
    "a package": confirming(packaged),
    "a group": confirming(grouped),
    "everybody's profile": {
      briefing: house,
      plan: { kind: "providers", providers: house.providers },
    },
    "how many visits": { briefing: house, plan: { kind: "plain", say: "ask_series_length" } },
  };
};

describe.each(
  templateNames.flatMap((name) =>
    (["vi", "en"] as const).map((language) => ({
      ...{ name, language, house: briefingOfTemplate(name, language) },
    })),
  ),
)("what the house says of $name in $language stands up to its own check", ({ house }) => {
  test.each(Object.entries(scenesOf(house)))("%s", (_title, scene) => {
    expect(falseIn(scene)).toEqual([]);
  });
});
