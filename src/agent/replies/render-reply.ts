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
  /** An instant as this lead hears it. */
  readonly time: (instant: Date, placeZone: string) => string;
}

export const voiceOf = (phrases: Phrasebook, briefing: Briefing): Voice => ({
  briefing,
  say: (key, values) => phrases.reply(briefing.language, key, values),
  time: (instant, placeZone) =>
    sayTime(instant, { zone: briefing.zone, placeZone, language: briefing.language }),
});

/** `Thứ 3, 10/02, 09:00 – BS. An – Quận 1`. */
export const saySlot = (
  { say, time }: Voice,
  slot: Pick<Slot, "start" | "zone" | "providerName" | "locationName">,
): string =>
  say("slot", {
    time: time(slot.start, slot.zone),
    provider: slot.providerName,
    location: slot.locationName,
  });

/** The name of a service in the conversation's language. */
export const sayService = (
  { briefing }: Voice,
  of: { readonly serviceId: string | null; readonly serviceName: string | null },
): string => briefing.services.find(({ id }) => id === of.serviceId)?.name ?? of.serviceName ?? "";

export const plain = (text: string): Rendered => ({ text, choices: [], asked: null });
