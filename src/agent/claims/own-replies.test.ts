import * as path from "node:path";
import { describe, expect, test } from "vitest";

import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Language, SopField } from "#src/domain/facts.ts";
import { expectedOf } from "#src/domain/sop/expected-of.ts";
import { loadPhrasebook } from "#src/phrases/phrasebook.ts";
import { appointed, leadBooking, slot, step } from "../../../test/briefing.ts";
import { briefingOfTemplate } from "../../../test/briefing-of-template.ts";
import { templateNames } from "../../../test/world.ts";
import type { Briefing } from "../briefing.ts";
import { renderPlan } from "../replies/render-plan.ts";
import { voiceOf } from "../replies/render-reply.ts";
import type { PlainReply, ReplyPlan } from "../replies/reply-plan.ts";
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

const at = "2026-02-10T03:00:00Z";
const later = "2026-02-11T08:30:00Z";

/** What the catalog of this organization calls the first service, person and place. */
const firstOf = ({ services, providers, places }: Briefing) => {
  const [service] = services;
  const [provider] = providers;
  const [place] = places;
  if (!service || !provider || !place)
    throw new Error("a template has a service, a person, a place");
  return { service, provider, place };
};

const scenesOf = (house: Briefing): Record<string, Scene> => {
  const { service, provider, place } = firstOf(house);
  const where = {
    ...{ serviceId: service.id, serviceName: service.name },
    ...{ providerId: provider.id, providerName: provider.name },
    ...{ locationId: place.id, locationName: place.name, zone: house.zone },
  };
  const end = (start: Date): Date => new Date(start.getTime() + service.minutes * 60_000);
  const held = [at, later].map((start) => slot(start, { ...where, end: end(new Date(start)) }));
  const standing = (difference: Partial<Booking> = {}): Booking => {
    const made = appointed(at, { serviceId: service.id, serviceName: service.name, ...difference });
    const start = new Date(at);
    return { ...made, appointment: { ...where, start, end: end(start) } };
  };
  const { appointment } = standing();
  if (!appointment) throw new Error("it stands");
  const open = leadBooking({ serviceId: service.id, serviceName: service.name });
  const offering = { ...house, booking: open, offered: held };
  const booked = { ...house, booking: standing(), upcoming: [standing()] };
  const old = { ...appointment, start: new Date("2026-02-09T03:00:00Z") };
  const moved = standing({ previousAppointments: [old], rescheduleCount: 1 });
  const gone = standing({ state: "CANCELLED" });
  const amount = { minor: 5000, currency: "USD" };
  const payment = { required: true, amount, method: "card", status: "pending" } as const;
  const unpaid = standing({ state: "PAYMENT_PENDING", payment });
  const paid = standing({ state: "PAID", payment: { ...payment, status: "received" } });
  const stopped = leadBooking({ ...open, state: "CANCELLED" });
  const offer = (because: Extract<ReplyPlan, { kind: "offer" }>["because"]): Scene => ({
    briefing: offering,
    plan: { kind: "offer", bookingId: open.id, slots: held, because, freed: old },
    steps:
      because === "moved"
        ? [
            step("reschedule_booking", {
              ok: true,
              action: "rescheduled",
              at: house.now,
              booking: open,
              offered: held,
              freed: old,
            }),
          ]
        : [],
  });
  const question = { bookingId: open.id, shownHash: "hash" };
  const noSlots = (reason: NoSlotReason["code"] | null, nearest = held): Scene => ({
    briefing: { ...house, booking: open, text: "10h thứ 3" },
    plan: { kind: "no_slots", serviceId: service.id, wish: "10h", reason, nearest },
    steps: [
      step("check_availability", {
        ok: true,
        action: "availability",
        slots: [],
        reasons: [],
        nearest,
      }),
    ],
  });
  return {
    "ask service": {
      briefing: house,
      plan: { kind: "ask_service", services: house.services, which: true },
    },
    services: { briefing: house, plan: { kind: "services", services: house.services } },
    "offer asked": offer("asked"),
    "offer wish missed": offer("wish_missed"),
    "offer taken": offer("taken"),
    "offer expired": offer("expired"),
    "offer moved": offer("moved"),
    "offer which": offer("which"),
    "confirm slot": {
      briefing: offering,
      plan: {
        kind: "confirm",
        question: { kind: "confirm_slot", slot: held[0] ?? slot(at), ...question },
      },
    },
    "confirm cancel": {
      briefing: booked,
      plan: {
        kind: "confirm",
        question: { kind: "confirm_cancel", booking: standing(), reason: "x", shownHash: "h" },
      },
    },
    "confirm cancel of an open booking": {
      briefing: { ...house, booking: open },
      plan: {
        kind: "confirm",
        question: { kind: "confirm_cancel", booking: open, reason: "x", shownHash: "h" },
      },
    },
    confirmed: { briefing: booked, plan: { kind: "confirmed", booking: standing() } },
    "confirmed with payment": {
      briefing: { ...house, booking: unpaid, upcoming: [] },
      plan: { kind: "confirmed", booking: unpaid },
    },
    "payment received": {
      briefing: { ...house, booking: paid, upcoming: [paid] },
      plan: { kind: "payment", about: "received", booking: paid, amount },
    },
    "payment failed": {
      briefing: { ...house, booking: unpaid, upcoming: [] },
      plan: { kind: "payment", about: "failed", booking: unpaid, amount, methods: ["cash"] },
    },
    "confirmed move": {
      briefing: { ...house, booking: moved, upcoming: [moved] },
      plan: { kind: "confirmed", booking: moved },
    },
    cancelled: {
      briefing: { ...house, booking: gone },
      plan: { kind: "cancelled", booking: gone },
      steps: [
        step("cancel_booking", {
          ok: true,
          action: "cancelled",
          at: house.now,
          booking: gone,
          freed: appointment,
        }),
      ],
    },
    "cancelled while open": {
      briefing: { ...house, booking: stopped },
      plan: { kind: "cancelled", booking: stopped },
      steps: [
        step("cancel_booking", { ok: true, action: "cancelled", at: house.now, booking: stopped }),
      ],
    },
    kept: { briefing: booked, plan: { kind: "kept", booking: standing() } },
    "choose booking to move": {
      briefing: booked,
      plan: { kind: "choose_booking", purpose: "reschedule", bookings: [standing()] },
    },
    "choose booking to cancel": {
      briefing: booked,
      plan: { kind: "choose_booking", purpose: "cancel", bookings: [standing()] },
    },
    bookings: { briefing: booked, plan: { kind: "bookings", bookings: [standing()] } },
    "no bookings": { briefing: house, plan: { kind: "bookings", bookings: [] } },
    "waiting list": {
      briefing: house,
      plan: { kind: "waitlist_joined", serviceName: service.name },
      steps: [
        step("join_waitlist", {
          ok: true,
          action: "waitlist_joined",
          entryId: "w",
          serviceName: service.name,
          expiresAt: house.now,
        }),
      ],
    },
    "handed over": {
      briefing: house,
      plan: { kind: "plain", say: "handed_over" },
      steps: [step("hand_to_human", { ok: true, action: "handed_over", reason: "asked" })],
    },
    "unclear time": {
      briefing: { ...house, text: "5h hoặc 6h" },
      plan: { kind: "unclear_time", text: "5h" },
    },
    "impossible date": {
      briefing: { ...house, text: "31/2" },
      plan: { kind: "impossible_date", text: "31/2" },
    },
    "nothing free": noSlots(null, []),
    ...Object.fromEntries(
      (
        [
          "past",
          "closed_date",
          "closed",
          "time_off",
          "break",
          "too_short",
          "off_grid",
          "horizon",
          "notice",
          "daily_cap",
          "busy",
        ] as const
      ).map((reason) => [`no slots: ${reason}`, noSlots(reason)]),
    ),
    ...Object.fromEntries(
      house.sop.flatMap((question) =>
        (["open", "unfit", "refused"] as const).map((because) => [
          `question ${question.field}: ${because}`,
          {
            briefing: house,
            plan: { kind: "ask_question", question, because, slotId: null },
            steps: because === "unfit" ? [unfit(house, question)] : [],
          } satisfies Scene,
        ]),
      ),
    ),
    ...Object.fromEntries(
      plainReplies.map((say) => [
        say,
        { briefing: house, plan: { kind: "plain", say } } satisfies Scene,
      ]),
    ),
  };
};

/** What a tool answers to an answer that is none of its type. */
const unfit = ({ language }: Briefing, question: SopField): Step => {
  const values = { field: question.field, ...expectedOf(question, language) };
  const said = phrases.refusal(language)("answer_unfit", values);
  return step("save_lead_details", { ok: false, code: "answer_unfit", reason: "", ...said });
};

const plainReplies: readonly PlainReply[] = [
  ...(["greet", "hello_again", "thanks", "goodbye", "ask_time", "ask_contact"] as const),
  ...([
    "details_saved",
    "no_bookings",
    "no_answer",
    "kept_open",
    "unclear",
    "weekday_differs",
  ] as const),
  ...(["past_time", "too_long"] as const),
];

const houses = templateNames.flatMap((name) =>
  (["vi", "en"] as const).map((language) => [name, language] as const),
);

describe.each(
  houses,
)("the replies of %s in %s stand up to their own facts", (name, language: Language) => {
  const house = briefingOfTemplate(name, language);
  test.each(Object.entries(scenesOf(house)))("%s", (_title, scene) => {
    expect(falseIn(scene)).toEqual([]);
  });
});
