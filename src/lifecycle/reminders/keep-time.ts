import type { Log } from "#src/log.ts";

interface Watched {
  /** Does what is due. */
  readonly look: () => Promise<void>;
  /** When the next falls due; null: nothing is known to. */
  readonly nextAt: () => Promise<Date | null>;
  readonly now: () => Date;
  readonly log: Pick<Log, "error">;
}

/** Longest time without a look, for what others plan meanwhile; and what a late thing may be late. */
const mostMs = 30_000;
/** Shortest, for what another process has in hand. */
const leastMs = 250;

/** Looks at once, and again whenever something falls due; returns how to stop, once a look is over. */
export const keepTime = ({ look, nextAt, now, log }: Watched): { close(): Promise<void> } => {
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const lookOnce = async (): Promise<number> => {
    try {
      await look();
      const next = await nextAt();
      const ahead = next === null ? mostMs : next.getTime() - now().getTime();
      return Math.min(mostMs, Math.max(leastMs, ahead));
    } catch (err) {
      log.error({ err }, "what fell due could not be done");
      return mostMs;
    }
  };
  const go = async (): Promise<void> => {
    const waitMs = await lookOnce();
    if (isClosed) return;
    timer = setTimeout(() => {
      running = go();
    }, waitMs);
  };
  let running = go();
  return {
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await running;
    },
  };
};
