import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { z } from "zod";

import { streamEvents } from "#src/http/contract/stream.ts";
import { hearPresence } from "./presence.ts";

/** `live`: what is shown is what is. `lost`: it may be old until the stream is back. */
export type Liveness = "connecting" | "live" | "lost";

const Context = createContext<Liveness>("connecting");
export const useLiveness = (): Liveness => useContext(Context);

/** The queue is read again at most this often, however much happens. */
const queuePauseMs = 400;
const redialMs = 3_000;

const OfConversation = z.object({ conversation_id: z.string() });

/** Keeps what was read true: what the stream names is read again where it is shown. */
export const LiveEvents = ({ children }: { readonly children: ReactNode }) => {
  const queries = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>("connecting");
  useEffect(() => openLive(queries, setLiveness), [queries]);
  return <Context value={liveness}>{children}</Context>;
};

const openLive = (queries: QueryClient, tell: (liveness: Liveness) => void): (() => void) => {
  let source: EventSource | null = null;
  let redial: number | undefined;
  let lastId = "";
  const readQueue = throttled(() => void queries.invalidateQueries({ queryKey: ["inbox"] }));
  const readCalendar = throttled(() => void queries.invalidateQueries({ queryKey: ["calendar"] }));

  const dial = (): void => {
    const opened = new EventSource(`/api/v1/stream${lastId && `?last_event_id=${lastId}`}`);
    source = opened;
    const on = (name: string, act: (data: unknown) => void): void =>
      opened.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId) lastId = event.lastEventId;
        act(JSON.parse(event.data));
      });
    on("ready", () => tell("live"));
    on("reset", () => {
      tell("live");
      void queries.invalidateQueries();
    });
    on("presence", (data) => {
      const presence = streamEvents.presence.safeParse(data).data;
      if (presence) hearPresence(presence);
    });
    on("booking.changed", (data) => {
      const change = streamEvents["booking.changed"].safeParse(data).data;
      if (!change) return;
      void queries.invalidateQueries({ queryKey: ["bookings", change.lead_id] });
      void queries.invalidateQueries({ queryKey: ["booking", change.booking_id] });
      readCalendar();
      readQueue();
    });
    for (const name of ["conversation.changed", "message.added"] as const) {
      on(name, (data) => readConversation(queries, data, readQueue));
    }
    for (const name of ["suggestion.added", "suggestion.changed"] as const) {
      on(name, (data) => {
        const change = streamEvents["suggestion.added"].safeParse(data).data;
        if (!change) return;
        void queries.invalidateQueries({ queryKey: ["suggestion", change.suggestion_id] });
        readConversation(queries, data, readQueue);
      });
    }
    opened.onerror = () => {
      tell("lost");
      // The browser redials what broke off, but not what was answered with an error.
      if (opened.readyState !== EventSource.CLOSED) return;
      void queries.invalidateQueries({ queryKey: ["me"] });
      redial = window.setTimeout(dial, redialMs);
    };
  };

  dial();
  return () => {
    window.clearTimeout(redial);
    source?.close();
  };
};

const readConversation = (queries: QueryClient, data: unknown, readQueue: () => void): void => {
  const named = OfConversation.safeParse(data).data;
  if (!named) return;
  const id = named.conversation_id;
  for (const what of ["row", "messages", "notes"]) {
    void queries.invalidateQueries({ queryKey: [what, id] });
  }
  readQueue();
};

/** At once, and once more after the pause when it was asked for meanwhile. */
const throttled = (act: () => void): (() => void) => {
  let pause: number | undefined;
  let again = false;
  const run = (): void => {
    if (pause !== undefined) {
      again = true;
      return;
    }
    act();
    pause = window.setTimeout(() => {
      pause = undefined;
      if (again) {
        again = false;
        run();
      }
    }, queuePauseMs);
  };
  return run;
};
