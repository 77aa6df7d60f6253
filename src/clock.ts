/** The only place that asks what time it is. */
export const systemClock = (): Date => new Date();

/** Milliseconds since this was called, by a clock that only goes forward. */
export const stopwatch = (): (() => number) => {
  const started = performance.now();
  return () => Math.round((performance.now() - started) * 10) / 10;
};
