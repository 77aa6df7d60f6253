import { Counter, Histogram, type Registry } from "prom-client";

import type { TurnTrace } from "#src/agent/turn-world.ts";
import type { RiskCode, SuggestionKind } from "#src/domain/approval.ts";
import type { Log } from "./log.ts";
import { type MoneyEvents, moneyEvents } from "./money-events.ts";

interface TurnOf {
  readonly organization_id: string;
  readonly id: string;
}

interface DeliveryOf {
  readonly organizationId: string;
  readonly deliveryId: string;
  readonly channel: string;
  readonly account: string;
}

/** One helper per business event: a log record and a metric in one call. */
export interface Events extends MoneyEvents {
  turnAnswered(turnId: string, conversation: TurnOf, trace: TurnTrace | null): void;
  /** Something waits for a person. */
  suggestionMade(of: {
    organizationId: string;
    suggestionId: string;
    kind: SuggestionKind;
    risks: readonly RiskCode[];
  }): void;
  /** A person has decided. */
  suggestionDecided(of: {
    organizationId: string;
    suggestionId: string;
    kind: SuggestionKind;
    verdict: "approved" | "edited" | "rejected";
    by: string;
    waitedMs: number;
  }): void;
  bookingMoved(of: { organizationId: string; bookingId: string; from: string; to: string }): void;
  /** A freed time is kept for somebody on the waitlist. */
  timeOffered(of: { organizationId: string; entryId: string; bookingId: string }): void;
  /** What became of an appointment whose time was closed. */
  appointmentLost(of: {
    organizationId: string;
    bookingId: string;
    outcome: "asked" | "moved" | "left_to_people";
  }): void;
  /** A class had too few people at its deadline. */
  classTooSmall(of: {
    organizationId: string;
    serviceId: string;
    start: Date;
    outcome: "cancelled" | "left_to_people";
  }): void;
  /** Something fell due for a booking: it was said, done or skipped, and why. */
  reminderSettled(of: {
    organizationId: string;
    bookingId: string;
    kind: string;
    status: string;
    why: string | null;
  }): void;
  /** A message has left for a provider, or will not: why. */
  deliverySettled(of: DeliveryOf, status: "sent" | "failed" | "dead", code: string | null): void;
  /** A message could not leave and will be tried again. */
  deliveryDelayed(of: DeliveryOf, code: string, tries: number): void;
  /** Another system has taken a piece of news, or never will: why. */
  webhookSettled(
    of: { organization_id: string; id: string; endpoint_id: string },
    status: "sent" | "dead",
    code: string | null,
  ): void;
  /** A notice of a booking has left, or does not: why. */
  noticeSettled(
    of: { organization_id: string; id: string; channel: string },
    status: string,
    code: string | null,
  ): void;
  /** A provider refuses an account, or is left alone for a while. */
  accountTroubled(of: DeliveryOf, trouble: "revoked" | "circuit_open"): void;
  /** Somebody looked at availability: what was read before could be used again, or not. */
  availabilityRead(use: "hit" | "miss"): void;
}

const countReads = (registry: Registry) =>
  new Counter({
    name: "slotwise_availability_reads_total",
    help: "Looks at availability, by whether the calendars were at hand",
    labelNames: ["use"],
    registers: [registry],
  });

const countSuggestions = (registers: readonly Registry[]) => ({
  made: new Counter({
    name: "slotwise_suggestions_total",
    help: "Replies and deeds that waited for a person, by kind",
    labelNames: ["kind"],
    registers: [...registers],
  }),
  decided: new Counter({
    name: "slotwise_suggestions_decided_total",
    help: "What people decided about suggestions",
    labelNames: ["kind", "verdict"],
    registers: [...registers],
  }),
  waited: new Histogram({
    name: "slotwise_suggestion_wait_seconds",
    help: "Seconds from a suggestion to a person's decision",
    buckets: [5, 15, 30, 60, 120, 300, 900, 3600],
    registers: [...registers],
  }),
});

const suggestionEvents = (
  log: Log,
  registers: readonly Registry[],
): Pick<Events, "suggestionMade" | "suggestionDecided"> => {
  const { made, decided, waited } = countSuggestions(registers);
  return {
    suggestionMade: (of) => {
      made.inc({ kind: of.kind });
      log.info(of, "suggestion waits for a person");
    },
    suggestionDecided: (of) => {
      decided.inc({ kind: of.kind, verdict: of.verdict });
      waited.observe(of.waitedMs / 1000);
      log.info(of, "suggestion decided");
    },
  };
};

const deliveryEvents = (
  log: Log,
  registers: readonly Registry[],
): Pick<Events, "deliverySettled" | "deliveryDelayed" | "accountTroubled"> => {
  const settled = new Counter({
    name: "slotwise_deliveries_total",
    help: "Messages to providers that have left or will not",
    labelNames: ["channel", "status"],
    registers: [...registers],
  });
  const troubles = new Counter({
    name: "slotwise_channel_troubles_total",
    help: "Accounts whose provider refused them or was left alone for a while",
    labelNames: ["channel", "trouble"],
    registers: [...registers],
  });
  return {
    deliverySettled: (of, status, code) => {
      settled.inc({ channel: of.channel, status });
      log[status === "dead" ? "warn" : "info"]({ ...of, status, code }, "delivery settled");
    },
    deliveryDelayed: (of, code, tries) => log.info({ ...of, code, tries }, "delivery delayed"),
    accountTroubled: (of, trouble) => {
      troubles.inc({ channel: of.channel, trouble });
      log.warn({ ...of, trouble }, "a channel's account is in trouble");
    },
  };
};

/** What happens to bookings with time. */
const lifecycleEvents = (
  log: Log,
  registers: Registry[],
): Pick<
  Events,
  "bookingMoved" | "timeOffered" | "appointmentLost" | "classTooSmall" | "reminderSettled"
> => {
  const moves = new Counter({
    name: "slotwise_booking_moves_total",
    help: "Committed transitions of bookings",
    labelNames: ["to"],
    registers,
  });
  const offers = new Counter({
    name: "slotwise_waitlist_offers_total",
    help: "Freed times offered to people on a waitlist",
    registers,
  });
  const lost = new Counter({
    name: "slotwise_appointments_lost_total",
    help: "Appointments whose time was closed, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const tooSmall = new Counter({
    name: "slotwise_classes_too_small_total",
    help: "Classes below their minimum at the deadline, by what became of them",
    labelNames: ["outcome"],
    registers,
  });
  const due = new Counter({
    name: "slotwise_reminders_total",
    help: "What fell due for bookings, by what became of it",
    labelNames: ["kind", "status"],
    registers,
  });
  return {
    bookingMoved: (of) => {
      moves.inc({ to: of.to });
      log.info(of, "booking moved");
    },
    timeOffered: (of) => {
      offers.inc();
      log.info(of, "freed time offered");
    },
    appointmentLost: (of) => {
      lost.inc({ outcome: of.outcome });
      log[of.outcome === "left_to_people" ? "warn" : "info"](of, "appointment lost its time");
    },
    classTooSmall: (of) => {
      tooSmall.inc({ outcome: of.outcome });
      log.info(of, "class below its minimum");
    },
    reminderSettled: (of) => {
      due.inc({ kind: of.kind, status: of.status });
      log.info(of, "reminder settled");
    },
  };
};

const settleWebhooks = (log: Log, registers: readonly Registry[]): Events["webhookSettled"] => {
  const webhooks = new Counter({
    name: "slotwise_webhooks_total",
    help: "News of bookings other systems have taken or never will",
    labelNames: ["status"],
    registers: [...registers],
  });
  return ({ organization_id, id, endpoint_id }, status, code) => {
    webhooks.inc({ status });
    const of = { organizationId: organization_id, webhookDeliveryId: id, endpointId: endpoint_id };
    log[status === "dead" ? "warn" : "info"]({ ...of, status, code }, "webhook settled");
  };
};

const settleNotices = (log: Log, registers: readonly Registry[]): Events["noticeSettled"] => {
  const notices = new Counter({
    name: "slotwise_notices_total",
    help: "Notices of bookings by mail and text message, by what became of them",
    labelNames: ["channel", "status"],
    registers: [...registers],
  });
  return ({ organization_id, id, channel }, status, code) => {
    notices.inc({ channel, status });
    const of = { organizationId: organization_id, noticeId: id, channel };
    log[status === "dead" ? "warn" : "info"]({ ...of, status, code }, "notice settled");
  };
};

export const createEvents = (log: Log, registry: Registry): Events => {
  const registers = [registry];
  const turns = new Counter({
    name: "slotwise_turns_total",
    help: "Turns answered, by who worded the reply",
    labelNames: ["wording"],
    registers,
  });
  const turnMs = new Histogram({
    name: "slotwise_turn_own_ms",
    help: "Milliseconds of a turn without the model",
    buckets: [5, 10, 15, 25, 40, 80, 160, 500],
    registers,
  });
  const falseClaims = new Counter({
    name: "slotwise_false_claims_total",
    help: "Statements of models that the facts did not back and that were not sent",
    registers,
  });
  const reads = countReads(registry);
  return {
    ...suggestionEvents(log, registers),
    ...deliveryEvents(log, registers),
    ...lifecycleEvents(log, registers),
    ...moneyEvents(log, registers),
    webhookSettled: settleWebhooks(log, registers),
    noticeSettled: settleNotices(log, registers),
    availabilityRead: (use) => reads.inc({ use }),
    turnAnswered: (turnId, { organization_id, id }, trace) => {
      turns.inc({ wording: trace?.wording ?? "code" });
      if (trace) turnMs.observe(trace.totalMs - trace.modelMs);
      if (trace) falseClaims.inc(trace.claims.length);
      const level = trace?.failure ? "warn" : "info";
      const { failure = null, wording = "code", totalMs = 0 } = trace ?? {};
      const of = { turnId, organizationId: organization_id, conversationId: id };
      log[level]({ ...of, wording, totalMs, failure }, "turn answered");
    },
  };
};
