/** A limit on waiting: `signal` aborts when `ms` pass without a `restart` or a `stop`. */
export interface Timer {
  readonly signal: AbortSignal;
  restart(): void;
  stop(): void;
}

export const startTimer = (ms: number): Timer => {
  const controller = new AbortController();
  const timeout = setTimeout(() => controller.abort(), ms);
  return {
    signal: controller.signal,
    restart: () => {
      timeout.refresh();
    },
    stop: () => clearTimeout(timeout),
  };
};

/** Resolves after `ms`, or as soon as the signal aborts. */
export const sleepUnlessAborted = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timeout);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    const timeout = setTimeout(wake, ms);
    signal.addEventListener("abort", wake);
    if (signal.aborted) wake();
  });
