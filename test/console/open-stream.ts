import type { Holder } from "../api/world.ts";

export interface Heard {
  readonly id: number | null;
  readonly name: string;
  readonly data: Record<string, unknown>;
}

/** A console's ear: what the server has told so far, and the next of a kind. */
export interface Ear {
  readonly heard: readonly Heard[];
  /** Waits for an event that has not been waited for before. */
  next(name: string): Promise<Heard>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export const openStream = async (
  origin: string,
  { key }: Pick<Holder, "key">,
  lastEventId?: number,
): Promise<Ear> => {
  const stop = new AbortController();
  const answer = await fetch(`${origin}/api/v1/stream`, {
    headers: {
      authorization: `Bearer ${key}`,
      ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }),
    },
    signal: stop.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`the stream answered ${answer.status}`);
  const heard: Heard[] = [];
  const taken = new Set<Heard>();
  let wake: () => void = () => undefined;
  const ended = listen(answer.body, (event) => {
    heard.push(event);
    wake();
  });
  const next = async (name: string): Promise<Heard> => {
    const until = Date.now() + 5_000;
    while (Date.now() < until) {
      const found = heard.find((one) => one.name === name && !taken.has(one));
      if (found) {
        taken.add(found);
        return found;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 50);
      });
    }
    throw new Error(`nothing of ${name} was heard: ${JSON.stringify(heard)}`);
  };
  return { heard, next, ended, close: () => stop.abort() };
};

const listen = async (
  body: ReadableStream<Uint8Array>,
  hear: (event: Heard) => void,
): Promise<void> => {
  let rest = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const field = (name: string) =>
          block
            .split("\n")
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2);
        const name = field("event");
        if (name === undefined) continue;
        const id = field("id");
        hear({
          id: id === undefined ? null : Number(id),
          name,
          data: JSON.parse(field("data") ?? ""),
        });
      }
    }
  } catch (error) {
    if (!(error instanceof Error && ["AbortError", "TypeError"].includes(error.name))) throw error;
  }
};
