import { randomUUID } from "node:crypto";

import type { OutboundActivity } from "./connector.ts";

/** A message with its name, as an answer in the body carries it. */
export type NamedActivity = OutboundActivity & { readonly id: string };

interface Waiting {
  readonly said: NamedActivity[];
  /** Answers with what has been said, so many milliseconds from now unless more is. */
  finishIn(ms: number): void;
}

/** How long a caller waits for the first words, and for more after each. */
const firstMs = 10_000;
const moreMs = 600;

const waiting = new Map<string, Waiting>();

/** What is said to an address in this process from now on, until nothing more comes. */
export const expectReplies = (address: string): Promise<readonly NamedActivity[]> => {
  // Who asks again has given the first question up.
  waiting.get(address)?.finishIn(0);
  const { promise, resolve } = Promise.withResolvers<readonly NamedActivity[]>();
  const said: NamedActivity[] = [];
  let timer: NodeJS.Timeout | undefined;
  const one: Waiting = {
    said,
    finishIn: (ms) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (waiting.get(address) === one) waiting.delete(address);
        resolve(said);
      }, ms);
    },
  };
  waiting.set(address, one);
  one.finishIn(firstMs);
  return promise;
};

/** The name of the message when somebody waits for it here; null: it has to be sent. */
export const handOver = (address: string, activity: OutboundActivity): string | null => {
  const one = waiting.get(address);
  if (!one) return null;
  const id = randomUUID();
  one.said.push({ ...activity, id });
  one.finishIn(moreMs);
  return id;
};

/** Whether what is said to an address goes into the body of an answer. */
export const isAwaited = (address: string): boolean => waiting.has(address);
