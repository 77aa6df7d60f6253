import { useEffect, useSyncExternalStore } from "react";
import type { z } from "zod";

import { Done } from "#src/http/contract/inbox.ts";
import type { PresenceRecord } from "#src/http/contract/stream.ts";
import { ask } from "../api/ask.ts";

type Presence = z.output<typeof PresenceRecord>;
export type Colleague = Presence & { readonly heardAt: number };

/** Who says nothing for so long has gone. */
const goneMs = 10_000;
const beatMs = 5_000;

let colleagues: readonly Colleague[] = [];
const listeners = new Set<() => void>();

const change = (next: readonly Colleague[]): void => {
  colleagues = next;
  for (const tell of listeners) tell();
};

const isSame = (one: Presence, other: Presence): boolean =>
  one.member_id === other.member_id && one.conversation_id === other.conversation_id;

export const hearPresence = (presence: Presence): void => {
  const now = Date.now();
  const others = colleagues.filter((one) => !isSame(one, presence) && now - one.heardAt < goneMs);
  change(presence.doing === "gone" ? others : [...others, { ...presence, heardAt: now }]);
};

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  const sweep = window.setInterval(() => {
    const now = Date.now();
    const here = colleagues.filter(({ heardAt }) => now - heardAt < goneMs);
    if (here.length < colleagues.length) change(here);
  }, 1_000);
  return () => {
    listeners.delete(tell);
    window.clearInterval(sweep);
  };
};

/** Everybody who is somewhere now, oneself among them. */
export const useColleagues = (): readonly Colleague[] =>
  useSyncExternalStore(listen, () => colleagues);

const tellPresence = (conversationId: string, doing: Presence["doing"]): void => {
  // Nothing depends on it: who is not heard of is taken to be elsewhere.
  ask(Done, "POST", `/conversations/${conversationId}/presence`, { body: { doing } }).catch(
    () => undefined,
  );
};

/** Lets the others see where this person is, as long as the page is looked at. */
export const useShownPresence = (conversationId: string, isTyping: boolean): void => {
  const doing = isTyping ? "typing" : "viewing";
  useEffect(() => {
    const beat = (): void => {
      if (document.visibilityState === "visible") tellPresence(conversationId, doing);
    };
    beat();
    const timer = window.setInterval(beat, beatMs);
    return () => window.clearInterval(timer);
  }, [conversationId, doing]);
  useEffect(() => () => tellPresence(conversationId, "gone"), [conversationId]);
};
