import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { z } from "zod";

import { LeadBookings } from "#src/http/contract/booking.ts";
import { ActionList, Checklist } from "#src/http/contract/checklist.ts";
import { MessageList, type MessageRecord } from "#src/http/contract/conversation.ts";
import { EventList } from "#src/http/contract/event.ts";
import {
  CannedReplyList,
  InboxAnswer,
  InboxList,
  type InboxRow,
  LabelList,
  LeadProfile,
  NoteList,
  OfferedSlots,
} from "#src/http/contract/inbox.ts";
import {
  SuggestionAnswer,
  SuggestionEvidence,
  type SuggestionRecord,
} from "#src/http/contract/suggestion.ts";
import { ask } from "./ask.ts";

export type Row = z.output<typeof InboxRow>;
export type Message = z.output<typeof MessageRecord>;
export type Suggestion = z.output<typeof SuggestionRecord>;
export type Evidence = z.output<typeof SuggestionEvidence>;

/** What the queue is narrowed to; empty strings narrow nothing. */
export interface Wish {
  readonly view: "needs_you" | "all";
  readonly owner: "" | "ai" | "waiting" | "human";
  readonly channel: string;
  readonly state: string;
  readonly label: string;
  readonly mine: boolean;
  readonly q: string;
}

const inboxPath = (wish: Wish, cursor: string | null): string => {
  const query = new URLSearchParams({ limit: "40", view: wish.view });
  for (const name of ["owner", "channel", "state", "label", "q"] as const) {
    if (wish[name]) query.set(name, wish[name]);
  }
  if (wish.mine) query.set("mine", "true");
  if (cursor) query.set("cursor", cursor);
  return `/inbox?${query}`;
};

export const inboxQuery = (wish: Wish) =>
  infiniteQueryOptions({
    queryKey: ["inbox", wish],
    queryFn: ({ pageParam, signal }) =>
      ask(InboxList, "GET", inboxPath(wish, pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  });

export const rowQuery = (id: string) =>
  queryOptions({
    queryKey: ["row", id],
    queryFn: async ({ signal }) =>
      (await ask(InboxAnswer, "GET", `/inbox/${id}`, { signal })).conversation,
  });

/** How much of a long talk is read at first. */
export const messagesShown = 60;
const mostInAnswer = 100;

/** Everything after message `after`, the oldest first. */
export const messagesQuery = (id: string, after: number) =>
  queryOptions({
    queryKey: ["messages", id, after],
    queryFn: async ({ signal }) => {
      const all: Message[] = [];
      for (let from = after; ; from = all.at(-1)?.seq ?? from) {
        const path = `/conversations/${id}/messages?after=${from}&limit=${mostInAnswer}`;
        const { messages } = await ask(MessageList, "GET", path, { signal });
        all.push(...messages);
        if (messages.length < mostInAnswer) return all;
      }
    },
    placeholderData: keepPreviousData,
  });

export const suggestionQuery = (id: string) =>
  queryOptions({
    queryKey: ["suggestion", id],
    queryFn: async ({ signal }) =>
      (await ask(SuggestionAnswer, "GET", `/suggestions/${id}`, { signal })).suggestion,
  });

export const evidenceQuery = (id: string) =>
  queryOptions({
    queryKey: ["evidence", id],
    queryFn: ({ signal }) =>
      ask(SuggestionEvidence, "GET", `/suggestions/${id}/evidence`, { signal }),
    staleTime: 60_000,
  });

export const notesQuery = (id: string) =>
  queryOptions({
    queryKey: ["notes", id],
    queryFn: async ({ signal }) =>
      (await ask(NoteList, "GET", `/inbox/${id}/notes`, { signal })).notes,
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ["lead", id],
    queryFn: ({ signal }) => ask(LeadProfile, "GET", `/inbox/${id}/lead`, { signal }),
  });

export const labelsQuery = queryOptions({
  queryKey: ["labels"],
  queryFn: async ({ signal }) => (await ask(LabelList, "GET", "/labels", { signal })).labels,
  staleTime: 60_000,
});

export const cannedRepliesQuery = queryOptions({
  queryKey: ["canned"],
  queryFn: async ({ signal }) =>
    (await ask(CannedReplyList, "GET", "/canned-replies", { signal })).replies,
  staleTime: 60_000,
});

export const bookingsQuery = (leadId: string) =>
  queryOptions({
    queryKey: ["bookings", leadId],
    queryFn: async ({ signal }) =>
      (await ask(LeadBookings, "GET", `/bookings/lead/${leadId}`, { signal })).bookings,
  });

export const eventsQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ["booking", bookingId, "events"],
    queryFn: async ({ signal }) =>
      (await ask(EventList, "GET", `/bookings/${bookingId}/events`, { signal })).events,
  });

export const actionsQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ["booking", bookingId, "actions"],
    queryFn: async ({ signal }) =>
      (await ask(ActionList, "GET", `/bookings/${bookingId}/actions`, { signal })).actions,
  });

export const checklistQuery = (bookingId: string, to: string) =>
  queryOptions({
    queryKey: ["booking", bookingId, "checklist", to],
    queryFn: ({ signal }) =>
      ask(Checklist, "GET", `/bookings/${bookingId}/transitions/${to}`, { signal }),
  });

export const offeredQuery = (bookingId: string) =>
  queryOptions({
    queryKey: ["booking", bookingId, "offered"],
    queryFn: async ({ signal }) =>
      (await ask(OfferedSlots, "GET", `/bookings/${bookingId}/offered`, { signal })).slots,
  });

/** The services of the catalog, as far as a choice needs them. */
const Services = z.object({
  services: z.array(z.object({ service_id: z.string(), name: z.string() })),
});
export const servicesQuery = queryOptions({
  queryKey: ["services"],
  queryFn: async ({ signal }) => (await ask(Services, "GET", "/services", { signal })).services,
  staleTime: 300_000,
});
