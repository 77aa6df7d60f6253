import { DateTime } from "luxon";
import type { SlotPrice } from "#src/domain/pricing/slot-price.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Phrasebook, Values } from "#src/phrases/phrasebook.ts";
import { sayTime } from "#src/phrases/say-time.ts";
import type { Briefing } from "../briefing.ts";
import type { Asked } from "../focus.ts";

/** A reply ready to be checked and sent. */
export interface Rendered {
  readonly text: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly asked: Asked | null;
}

/** What every renderer speaks with. */
export interface Voice {
  readonly briefing: Briefing;
  readonly say: (key: string, values?: Values) => string;
  /** What a refusal says to the lead. */
  readonly refuse: (code: RefusalCode, values?: Values) => string;
  /** An instant as this lead hears it. */
  readonly time: (instant: Date, placeZone: string) => string;
}

export const voiceOf = (phrases: Phrasebook, briefing: Briefing): Voice => ({
  briefing,
  say: (key, values) => phrases.reply(briefing.language, key, values),
  refuse: (code, values) => phrases.refusal(briefing.language)(code, values).suggestedReply,
  time: (instant, placeZone) =>
    sayTime(instant, { zone: briefing.zone, placeZone, language: briefing.language }),
});

type Told = Pick<Slot, "start" | "zone" | "providerName" | "locationName" | "parts">;

/** `Thứ 3, 10/02, 09:00 – BS. An – Quận 1`; of a package, what follows when and with whom. */
export const saySlot = (voice: Voice, slot: Told): string => {
  const { say, time } = voice;
  const values = { time: time(slot.start, slot.zone), location: slot.locationName };
  if (!slot.parts) return say("slot", { ...values, provider: slot.providerName });
  const parts = slot.parts.map((part) =>
    say("slot_part", {
      service: serviceName(voice, part),
      clock: DateTime.fromJSDate(part.start, { zone: slot.zone }).toFormat("HH:mm"),
      provider: part.providerName,
    }),
  );
  return say("slot_package", { ...values, parts: parts.join(", ") });
};

type Priced = Told & Pick<Slot, "participants"> & { readonly price?: SlotPrice | null };

/** The same, and what it costs where rules make that differ from the list. */
export const sayPricedSlot = (voice: Voice, slot: Priced): string => {
  const price = slot.price ? voice.briefing.sayPrice(slot.price, slot.participants) : null;
  const said = saySlot(voice, slot);
  return price === null ? said : voice.say("slot_at_price", { slot: said, price });
};

const serviceName = (
  { briefing }: Voice,
  of: { readonly serviceId: string | null; readonly serviceName: string | null },
): string => briefing.services.find(({ id }) => id === of.serviceId)?.name ?? of.serviceName ?? "";

/** The name of a service in the conversation's language, with how many people it is for. */
export const sayService = (
  voice: Voice,
  of: Parameters<typeof serviceName>[1] & { readonly participants?: number },
): string => {
  const service = serviceName(voice, of);
  const count = of.participants ?? 1;
  return count > 1 ? voice.say("service_for", { service, count }) : service;
};

export const plain = (text: string): Rendered => ({ text, choices: [], asked: null });
