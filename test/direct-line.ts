import { randomUUID } from "node:crypto";

/** A line of a conversation as Direct Line shows it. */
export interface Line {
  readonly author: "lead" | "house";
  readonly text: string;
  readonly choices: readonly { readonly text: string; readonly value: unknown }[];
}

/** A lead who writes over plain HTTP and goes on when the server has died and come back. */
export interface WebLead {
  readonly conversationId: string;
  /** Sends until somebody says it has arrived, as a phone in a tunnel does; one delivery. */
  say(text: string): Promise<void>;
  /** What stands in the conversation. */
  read(): Promise<readonly Line[]>;
}

const pauseMs = 40;
const patienceMs = 60_000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

/** Repeats `ask` until it answers; a server that is down or failing is asked again. */
export const insist = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  const until = performance.now() + patienceMs;
  let last: unknown;
  while (performance.now() < until) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    await pause();
  }
  throw new Error(`waited ${patienceMs} ms for ${what}`, { cause: last });
};

/** `origin` is asked for at each call: a server that comes back has another port. */
export const openWebLead = async (origin: () => string, site: string): Promise<WebLead> => {
  const call = async (path: string, bearer: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${origin()}/v3/directline${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response.json();
  };
  const grant = await insist("a conversation", () => call("/conversations", site, {}));
  const { token, conversationId } = grant as { token: string; conversationId: string };
  const activities = `/conversations/${conversationId}/activities`;
  return {
    conversationId,
    say: async (text) => {
      const channelData = { clientActivityID: randomUUID() };
      const message = { type: "message", text, channelData };
      await insist("a receipt", () => call(activities, token, message));
    },
    read: async () => {
      const { activities: all } = (await call(activities, token)) as { activities: Activity[] };
      return all.filter(({ type }) => type === "message").map(lineOf);
    },
  };
};

interface Activity {
  readonly type: string;
  readonly text: string;
  readonly from: { readonly role?: string };
  readonly suggestedActions?: { readonly actions: { text: string; value: unknown }[] };
}

const lineOf = ({ text, from, suggestedActions }: Activity): Line => ({
  author: from.role === "bot" ? "house" : "lead",
  text,
  choices: suggestedActions?.actions ?? [],
});
