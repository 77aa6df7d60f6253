/** Tells what we have sent from what a person of the house has typed on the phone. */
export interface OwnWords {
  /** Sends, and remembers the id that comes of it. */
  send(work: () => Promise<string | null>): Promise<string | null>;
  /** Whether we have sent the message; waits for those that are just leaving. */
  has(id: string): Promise<boolean>;
}

/** Longer than anything takes that succeeds. */
const longestMs = 15_000;
const mostRemembered = 2_000;

export const rememberOwnWords = (): OwnWords => {
  const leaving = new Set<Promise<unknown>>();
  const sent = new Set<string>();
  return {
    send: async (work) => {
      // Known to be leaving before it begins, and to be ours before it counts as having left.
      const sending = Promise.resolve()
        .then(work)
        .then((id) => {
          if (id !== null) remember(sent, id);
          return id;
        });
      leaving.add(sending);
      try {
        return await sending;
      } finally {
        leaving.delete(sending);
      }
    },
    // WhatsApp Web tells of a message before it has answered who sent it.
    has: async (id) => {
      await settledWithin([...leaving], longestMs);
      return sent.has(id);
    },
  };
};

const remember = (sent: Set<string>, id: string): void => {
  sent.add(id);
  const [oldest] = sent;
  if (sent.size > mostRemembered && oldest !== undefined) sent.delete(oldest);
};

const settledWithin = async (works: readonly Promise<unknown>[], ms: number): Promise<void> => {
  if (works.length === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(works), late]);
  clearTimeout(timer);
};
