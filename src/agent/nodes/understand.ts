import type { Runtime } from "@langchain/langgraph";

import { blankTimes } from "#src/language/blank-times.ts";
import { blankContact } from "#src/language/find-contact.ts";
import { findDuration } from "#src/language/find-duration.ts";
import { findParty } from "#src/language/find-party.ts";
import { findRecurrence, type Recurrence } from "#src/language/find-recurrence.ts";
import { findTraits } from "#src/language/find-traits.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import { normaliseText } from "#src/language/normalise-text.ts";
import { type Briefing, lastInbound } from "../briefing.ts";
import { YES } from "../consent.ts";
import { dayTalkedAbout } from "../day-talked-about.ts";
import type { Focus } from "../focus.ts";
import { readInbound } from "../read-inbound.ts";
import { type TurnContext, type TurnState, worldOf } from "../turn-state.ts";
import { bookingOf } from "../turn-world.ts";
import { wishedTimes } from "../wished-times.ts";

/** Reads the facts, takes up what was done before a crash, and notes the wishes of this message. */
export const understand = async (
  _state: TurnState,
  runtime: Runtime<TurnContext>,
): Promise<Partial<TurnState>> => {
  const world = worldOf(runtime);
  const { done } = world;
  const bookingId = done.map(bookingOf).findLast((booking) => booking !== null)?.id;
  const resumed = { ...world.focus, ...(bookingId && { bookingId }) };
  const briefing = await world.brief(resumed);
  return {
    briefing: { ...briefing, focus: { ...resumed, ...noteWish(briefing) } },
    steps: done,
    nextWrite: world.nextWrite,
    pending: [],
    claims: [],
    retries: 0,
    failure: null,
    asks: [],
    calls: [],
    tokens: { input: 0, output: 0 },
    modelMs: 0,
    mode: world.mode,
    ...unanswered,
  };
};

const unanswered = {
  ...({ answer: null, reply: null, outcome: null, wording: "template" } as const),
  ...{ proposal: null, decision: null, untrue: [] },
};

/** Who comes, how long, how often, and what they want of whoever serves them. */
const wishedCompany = (briefing: Briefing) => {
  const { focus, organization } = briefing;
  const text = normaliseText(blankContact(briefing.text, organization.country));
  const before = focus.wish;
  const party = findParty(text);
  const rhythm = findRecurrence(text);
  return {
    traits: findTraits(text) ?? before.traits,
    party: party?.certain ? party.size : (partyAgreedTo(briefing) ?? before.party),
    minutes: findDuration(text)?.minutes ?? before.minutes,
    rhythm: rhythm ? withoutWords(rhythm) : before.rhythm,
  };
};

/** "Shall I book it for one?" – "Yes" */
const partyAgreedTo = (briefing: Briefing): number | null => {
  const { asked } = briefing.focus;
  if (asked?.kind !== "party") return null;
  const isYes = lastInbound(briefing).choiceId === YES || readInbound(briefing).act === "affirm";
  return isYes ? asked.size : null;
};

const withoutWords = ({ text: _, index: __, ...rhythm }: Recurrence): Focus["wish"]["rhythm"] =>
  rhythm;

/**
 * "Every night I take insulin at eight" answers what the house asked: it is no wish, unless it takes
 * up the booking itself.
 */
const answersInWords = (briefing: Briefing): boolean => {
  const { asked } = briefing.focus;
  if (asked?.kind !== "sop" || asked.answer === "yes_no") return false;
  return !readInbound(briefing).acts.some((act) => act === "reschedule" || act === "cancel");
};

/** A wish stays in mind until an offer answers it, through questions and digressions. */
const noteWish = (briefing: Briefing): Pick<Focus, "wish" | "lastWished" | "topic"> => {
  const { text, now, zone, services, providers, places, focus, organization, offered } = briefing;
  if (answersInWords(briefing)) return { ...focus };
  const day = dayTalkedAbout(briefing);
  const found = readInbound(briefing).times;
  const times = wishedTimes(
    found.filter(({ certain }) => certain),
    { now, zone, offered, day },
  );
  const own = blankContact(text, organization.country);
  const words = blankTimes(normaliseText(own), found);
  const named = (items: Parameters<typeof matchByName>[1]): string | null => {
    const match = matchByName(words, items);
    return match && "id" in match ? match.id : null;
  };
  return {
    topic: named(services) ?? focus.topic,
    lastWished: times.length > 0 ? times.slice(0, 6) : focus.lastWished,
    wish: {
      times: times.length > 0 ? times.slice(0, 6) : focus.wish.times,
      providerId: named(providers) ?? focus.wish.providerId,
      locationId: named(places) ?? focus.wish.locationId,
      ...wishedCompany(briefing),
    },
  };
};
