import { createHash } from "node:crypto";
import { z } from "zod";

import { readSlotId, type SlotKey } from "#src/booking/slot-id.ts";
import { listLocations, listProviders, type Service } from "#src/db/queries/catalog.ts";
import { listSops } from "#src/db/queries/sops.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import { readAnswer } from "#src/domain/sop/read-answer.ts";
import { questionsForNewcomers } from "#src/domain/sop/sop.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { sayTime } from "#src/phrases/say-time.ts";
import { addLead } from "../find-or-add-lead.ts";
import type { PageAnswer } from "../form-pages.ts";
import { type Reading, typedAnswer } from "../intake/typed-answer.ts";
import { toE164 } from "../phone-number.ts";
import type { ServerDeps } from "../server-deps.ts";
import { addressOf, detailsPage, type Question, type Typed } from "./book-pages.ts";
import { type BookWords, bookWords } from "./book-words.ts";
import { type FormState, openState, sealState } from "./form-state.ts";
import { type House, offeredService, priceOf, serviceName, visitor } from "./open-house.ts";
import { type Agreed, reviewPage, startAgainPage, takenPage } from "./outcome-pages.ts";

type Chosen = Extract<FormState, { step: "details" }>;

/** A time somebody chose, with everything the next pages say of it. */
interface Choice {
  readonly key: SlotKey;
  readonly service: Service;
  readonly questions: readonly Question[];
  readonly summary: string;
  /** Where other times of it are chosen. */
  readonly again: string;
}

const SlotAsked = z.object({
  slot: z.string().max(200).catch(""),
  people: z.coerce.number().int().min(1).max(500).catch(1),
});

const nothingTyped: Typed = { name: "", phone: "", email: "", answers: {} };

/** The form for the details of whoever comes. Nothing is held yet. */
export const askDetails = async (
  deps: ServerDeps,
  house: House,
  query: unknown,
): Promise<PageAnswer> => {
  const { slot, people } = SlotAsked.parse(query);
  const choice = await readChoice(deps, house, slot, people);
  if (!choice) return { status: 404, page: startAgainPage(house.page, "gone") };
  const chosen: Chosen = {
    ...{ step: "details", organizationId: house.organization.id },
    ...{ nonce: deps.newId(), slotId: slot, participants: people },
  };
  const state = sealState(deps.slotSecret, chosen, deps.now());
  return { status: 200, page: detailsPage(house.page, { ...choice, state, typed: nothingTyped }) };
};

const readChoice = async (
  deps: ServerDeps,
  house: House,
  slotId: string,
  participants: number,
): Promise<Choice | null> => {
  const { organization, page } = house;
  const key = readSlotId(deps.slotSecret, organization.id, slotId);
  const service = key && (await offeredService(deps, house, key.serviceId));
  if (!service || key.start <= deps.now()) return null;
  const [sops, providers, locations] = await Promise.all([
    listSops(deps.db, organization.id, service.id),
    listProviders(deps.db, organization.id),
    listLocations(deps.db, organization.id),
  ]);
  const provider = providers.find(({ id }) => id === key.providerId);
  const location = locations.find(({ id }) => id === key.locationId);
  if (!provider || !location) return null;
  const time = sayTime(key.start, { zone: location.timezone, language: page.language });
  return {
    ...{ key, service },
    questions: questionsForNewcomers(sops, service.id),
    summary: [serviceName(house, service), time, provider.name, location.name].join(" · "),
    again: addressOf(page, "/times", {
      service: service.id,
      people: participants > 1 ? String(participants) : "",
    }),
  };
};

const Sent = z.looseObject({
  state: z.string().max(2_000).catch(""),
  name: z.string().trim().max(200).catch(""),
  phone: z.string().trim().max(40).catch(""),
  email: z.string().trim().max(254).catch(""),
  consent: z.string().catch(""),
});

/** Holds the time for whoever sent the form, and shows exactly what a confirmation would book. */
export const holdTime = async (
  deps: ServerDeps,
  house: House,
  body: unknown,
): Promise<PageAnswer> => {
  const { state, consent, name, phone, email, ...rest } = Sent.parse(body);
  const of = { organizationId: house.organization.id, step: "details", now: deps.now() } as const;
  const chosen = openState(deps.slotSecret, state, of);
  if (!chosen) return { status: 403, page: startAgainPage(house.page, "expired") };
  const choice = await readChoice(deps, house, chosen.slotId, chosen.participants);
  if (!choice) return { status: 409, page: startAgainPage(house.page, "gone") };
  const reading = { zone: house.organization.timezone, now: deps.now() };
  const typed: Typed = { name, phone, email, answers: answersIn(rest, choice.questions, reading) };
  const wrong = faultIn(house, typed, choice, consent);
  if (wrong) {
    const words = bookWords[house.page.language].missing[wrong];
    return { status: 422, page: detailsPage(house.page, { ...choice, state, typed }, words) };
  }
  return holdFor(deps, house, { chosen, choice, typed });
};

const answersIn = (
  sent: Readonly<Record<string, unknown>>,
  questions: readonly Question[],
  reading: Reading,
): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap((question) => {
      const { field } = question;
      const given = z.string().trim().min(1).max(1_000).safeParse(sent[`answer.${field}`]).data;
      return given === undefined ? [] : [[field, typedAnswer(question, given, reading) ?? given]];
    }),
  );

const isEmail = (text: string): boolean => z.email().safeParse(text).success;

const faultIn = (
  { organization }: House,
  { name, phone, email, answers }: Typed,
  { questions }: Choice,
  consent: string,
): keyof BookWords["missing"] | null => {
  if (name === "") return "name";
  if (phone === "" && email === "") return "contact";
  if (phone !== "" && toE164(phone, organization.timezone) === null) return "phone";
  if (email !== "" && !isEmail(email)) return "email";
  if (questions.some((question) => readAnswer(question, answers[question.field] ?? "") === null))
    return "answers";
  return consent === "yes" ? null : "consent";
};

interface Holding {
  readonly chosen: Chosen;
  readonly choice: Choice;
  readonly typed: Typed;
}

const holdFor = async (
  deps: ServerDeps,
  house: House,
  { chosen, choice, typed }: Holding,
): Promise<PageAnswer> => {
  const { page, organization } = house;
  const { key, service, again } = choice;
  const once = onceFor(chosen, typed);
  const phone = typed.phone === "" ? null : toE164(typed.phone, organization.timezone);
  const told = {
    ...{ name: typed.name, language: page.language },
    ...(phone !== null && { phone }),
    ...(typed.email !== "" && { email: typed.email }),
  };
  // A number somebody typed proves nothing: whose it is, people or the channels themselves find out.
  const kept = await addLead(deps, visitor(house, null, once("lead")), told);
  if (!kept.ok) return refusedPage(house, kept, again);
  const isChosenLength = service.min_duration_minutes !== null;
  const receipt = await deps.bookings.bookTime(visitor(house, kept.leadId, once("hold")), {
    ...{ leadId: kept.leadId, conversationId: null, statedBy: null },
    ...{ serviceId: service.id, start: key.start, participants: chosen.participants },
    ...{ providerId: key.providerId, locationId: key.locationId },
    ...(isChosenLength && { durationMinutes: key.minutes }),
    details: { answers: typed.answers },
  });
  if (!receipt.ok) return refusedPage(house, receipt, again);
  const slot = receipt.offered?.[0];
  if (!slot) throw new Error(`booking ${receipt.booking.id} holds no time`);
  const held: FormState = {
    ...{ step: "confirm", organizationId: organization.id, nonce: chosen.nonce },
    ...{ slotId: slot.id, bookingId: receipt.booking.id, leadId: kept.leadId },
  };
  const { zone } = slot;
  const { language } = page;
  return {
    status: 200,
    page: reviewPage(page, {
      agreed: await agreedOf(deps, house, service, slot),
      state: sealState(deps.slotSecret, held, deps.now()),
      until: slot.heldUntil ? sayTime(slot.heldUntil, { zone, language }) : "",
      ...{ typed, again },
    }),
  };
};

/** What is typed is a part of it: a form sent again with a mistake mended is another. */
const onceFor = ({ nonce }: Chosen, typed: Typed) => {
  const digest = createHash("sha256").update(JSON.stringify(typed)).digest("hex");
  return (part: "lead" | "hold") => ({
    key: `book/${nonce}/${digest.slice(0, 32)}/${part}`,
    request: { form: nonce, digest },
  });
};

export const refusedPage = (
  { page }: House,
  { suggestedReply, alternatives, blocking = [] }: Refusal,
  again: string,
): PageAnswer => {
  const slots = alternatives ?? blocking.flatMap((one) => one.alternatives ?? []);
  return { status: 409, page: takenPage(page, { problem: suggestedReply, slots, again }) };
};

/** What a slot is, in the words of the page. */
export const agreedOf = async (
  { db }: Pick<ServerDeps, "db">,
  house: House,
  service: Service,
  slot: Slot,
): Promise<Agreed> => {
  const { organization, page } = house;
  const places = await listLocations(db, organization.id);
  const address = places.find(({ id }) => id === slot.locationId)?.address ?? "";
  const minutes = Math.round((slot.end.getTime() - slot.start.getTime()) / 60_000);
  const isChosenLength = service.min_duration_minutes !== null;
  const booked = { participants: slot.participants, minutes: isChosenLength ? minutes : null };
  return {
    ...{ serviceName: serviceName(house, service), minutes, providerName: slot.providerName },
    time: sayTime(slot.start, { zone: slot.zone, language: page.language }),
    place: [slot.locationName, address].filter(Boolean).join(", "),
    // What was held at this price is booked at it, whatever the rules are by then.
    price: slot.price ? sayMoney(slot.price, page.language) : priceOf(house, service, booked),
    mustPayFirst: service.payment_required,
  };
};
