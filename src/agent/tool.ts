import type { z } from "zod";

import type { Bookings } from "#src/booking/bookings.ts";
import type { Caller } from "#src/booking/caller.ts";
import type { SeriesReceipt } from "#src/booking/series/series-receipt.ts";
import type { NoSlotReason } from "#src/domain/availability/no-slot-reason.ts";
import type { Booking } from "#src/domain/booking.ts";
import type { Receipt } from "#src/domain/receipt.ts";
import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import type { Briefing, BriefProvider, BriefService } from "./briefing.ts";

export type { Briefing } from "./briefing.ts";
export { attendanceHash } from "./consent.ts";

/** An answer of the organization's own, as it may be told. */
export interface Answer {
  readonly topic: string;
  readonly text: string;
}

/** What a read tool found; facts that a reply may state. */
export type Data =
  | { readonly ok: true; readonly action: "services"; readonly services: readonly BriefService[] }
  | {
      readonly ok: true;
      readonly action: "availability";
      readonly slots: readonly Slot[];
      readonly reasons: readonly (NoSlotReason & { readonly providerName: string })[];
      readonly nearest: readonly Slot[];
    }
  | { readonly ok: true; readonly action: "bookings"; readonly bookings: readonly Booking[] }
  | {
      readonly ok: true;
      readonly action: "providers";
      readonly providers: readonly BriefProvider[];
    }
  | { readonly ok: true; readonly action: "answers"; readonly answers: readonly Answer[] }
  | { readonly ok: true; readonly action: "handed_over"; readonly reason: string }
  | {
      readonly ok: true;
      readonly action: "waitlist_joined";
      readonly entryId: string;
      readonly serviceName: string;
      readonly expiresAt: Date;
    };

/** The gate's own no: the lead must first say yes to exactly this. */
export interface ConfirmationNeeded extends Refusal {
  readonly code: "confirmation_needed";
  readonly question:
    | {
        readonly kind: "confirm_slot";
        readonly bookingId: string;
        readonly slot: Slot;
        readonly shownHash: string;
      }
    | {
        readonly kind: "confirm_cancel" | "confirm_move";
        readonly booking: Booking;
        readonly reason: string;
        readonly shownHash: string;
      }
    | {
        readonly kind: "confirm_attendance";
        readonly booking: Booking;
        readonly shownHash: string;
      }
    | {
        readonly kind: "confirm_series";
        readonly seriesId: string;
        readonly slots: readonly Slot[];
        readonly shownHash: string;
      }
    | {
        readonly kind: "confirm_cancel_series";
        readonly bookingId: string;
        readonly scope: "following" | "all";
        readonly visits: readonly Booking[];
        readonly reason: string;
        readonly shownHash: string;
      };
}

export type ToolResult = Receipt | SeriesReceipt | Data | Refusal | ConfirmationNeeded;

/** The lead's yes the gate found for exactly these arguments. */
export interface GivenConsent {
  readonly messageId: string;
  readonly shownHash: string;
}

/** What a tool gets beside its arguments. Who is asking stands here, never in the arguments. */
export interface ToolContext {
  readonly bookings: Bookings;
  readonly briefing: Briefing;
  /** A caller whose effect of this name happens once in this turn, however often it is run. */
  caller(effect: string, request: unknown): Caller;
  readonly consent: GivenConsent | null;
  /** A local date and time of the business as an instant. */
  readonly instantOf: (date: string, time: string) => Date;
  readonly refuse: (code: Refusal["code"], reason: string) => Refusal;
  /** Answers of the organization to a question, in the light of what it is about now. */
  searchKnowledge(question: string, briefing: Briefing): Promise<readonly Answer[]>;
}

/** What a write needs the lead's yes for. */
export type ConsentSubject = ConfirmationNeeded["question"];

export interface Tool<Input = unknown> {
  readonly name: string;
  readonly description: string;
  readonly effect: "read" | "write";
  readonly input: z.ZodType<Input>;
  /** Whether the tool makes sense now; a model is offered no others. */
  readonly offered: (briefing: Briefing) => boolean;
  /** Ids in the arguments; each must have been shown to this lead. */
  readonly ids?: (input: Input) => readonly string[];
  /** What the lead must have said yes to; null when the use case itself will refuse. */
  readonly consent?: (input: Input, briefing: Briefing) => ConsentSubject | null;
  run(input: Input, context: ToolContext): Promise<ToolResult>;
}

/** A tool as the gate holds it, its input type known only to itself. */
export type AnyTool = Omit<Tool, "ids" | "consent" | "run"> & {
  /** Parsed arguments with everything the gate asks of them, or the reason they are not valid. */
  bind(raw: unknown):
    | { readonly ok: false; readonly reason: string }
    | {
        readonly ok: true;
        readonly ids: readonly string[];
        consent(briefing: Briefing): ConsentSubject | null | "none";
        run(context: ToolContext): Promise<ToolResult>;
      };
};

/** Declares one capability of the agent. Arguments are parsed with `input` before anything runs. */
export const defineTool = <Input>(tool: Tool<Input>): AnyTool => ({
  name: tool.name,
  description: tool.description,
  effect: tool.effect,
  input: tool.input,
  offered: tool.offered,
  bind: (raw) => {
    const parsed = tool.input.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return { ok: false, reason: `${issue?.path.join(".") || "arguments"}: ${issue?.message}` };
    }
    return {
      ok: true,
      ids: tool.ids?.(parsed.data) ?? [],
      consent: (briefing) => (tool.consent ? tool.consent(parsed.data, briefing) : "none"),
      run: (context) => tool.run(parsed.data, context),
    };
  },
});
