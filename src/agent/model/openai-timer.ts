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
