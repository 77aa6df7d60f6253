import type { Heard } from "../heard.ts";
import type { Tell } from "./hear.ts";

interface InOrderDeps {
  /** Stores it; throws when it could not be stored. */
  readonly take: (heard: Heard) => Promise<void>;
  /** Waits; rejects once all is closed. */
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly warn: (what: string, error: unknown) => void;
}

const mostMs = 30_000;

/**
 * Stores what is heard, one after the other and each until it is stored: WhatsApp Web says nothing
 * twice. What waits is lost with the process.
 */
export const inOrder = ({ take, sleep, warn }: InOrderDeps): Tell => {
  let last: Promise<void> = Promise.resolve();
  const store = async (heard: Heard): Promise<void> => {
    for (let ms = 500; ; ms = Math.min(2 * ms, mostMs)) {
      try {
        return await take(heard);
      } catch (error) {
        warn("what was heard could not be stored yet", error);
        await sleep(ms);
      }
    }
  };
  return (hearing) => {
    const heard = hearing();
    // Waited for in its turn.
    heard.catch(() => undefined);
    last = last
      .then(async () => {
        const one = await heard;
        if (one) await store(one);
      })
      .catch((error: unknown) => warn("what was heard is lost", error));
  };
};
