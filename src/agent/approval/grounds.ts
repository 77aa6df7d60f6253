import type { Slot } from "#src/domain/slot.ts";
import type { Step } from "../step.ts";

/** A fact a reply may state, as people are shown it. Plain JSON; instants are ISO. */
type Fact =
  | { readonly kind: "receipt"; readonly action: string; readonly bookingId: string }
  | {
      readonly kind: "slot";
      readonly start: string;
      readonly zone: string;
      readonly service: string;
      readonly provider: string;
      readonly location: string;
    }
  | { readonly kind: "knowledge"; readonly topic: string; readonly text: string }
  | { readonly kind: "service"; readonly name: string };

/** A tool the house said no to, and what would be possible instead. */
interface Blocked {
  readonly tool: string;
  readonly code: string;
  readonly message: string;
  readonly suggestedReply: string;
  readonly legalMoves: readonly string[];
}

/** What a suggestion stands on: what its turn has found out, done, and was refused. */
export interface Grounds {
  readonly facts: readonly Fact[];
  readonly blocked: readonly Blocked[];
}

const mostFacts = 12;
const mostChars = 400;

export const groundsOf = (steps: readonly Step[]): Grounds => ({
  facts: steps.flatMap(factsOf).slice(0, mostFacts),
  blocked: steps.flatMap(blockedIn),
});

/** What a turn is about: the last deed it asked for, else the last thing it looked up, else talk. */
export const intentOf = (steps: readonly Step[], waiting: string | null): string =>
  waiting ?? steps.at(-1)?.call.name ?? "talk";

const factsOf = ({ result }: Step): readonly Fact[] => {
  if (!result.ok) return [];
  switch (result.action) {
    case "availability":
      return [...result.slots, ...result.nearest].map(slotFact);
    case "answers":
      return result.answers.map(({ topic, text }) => ({
        kind: "knowledge",
        topic,
        text: text.slice(0, mostChars),
      }));
    case "services":
      return result.services.map(({ name }) => ({ kind: "service", name }));
    case "bookings":
      return result.bookings.map(({ id }) => ({ kind: "receipt", action: "found", bookingId: id }));
    default:
      return "booking" in result
        ? [
            { kind: "receipt", action: result.action, bookingId: result.booking.id },
            ...(result.offered ?? []).map(slotFact),
          ]
        : [];
  }
};

const slotFact = ({ start, zone, serviceName, providerName, locationName }: Slot): Fact => ({
  kind: "slot",
  start: start.toISOString(),
  zone,
  service: serviceName,
  provider: providerName,
  location: locationName,
});

/** A question for the lead's yes is no obstacle: it is what the reply asks. */
const blockedIn = ({ call, result }: Step): readonly Blocked[] =>
  result.ok || result.code === "confirmation_needed"
    ? []
    : [
        {
          tool: call.name,
          code: result.code,
          message: result.message,
          suggestedReply: result.suggestedReply,
          legalMoves: result.legalMoves?.map(({ to }) => to) ?? [],
        },
      ];
