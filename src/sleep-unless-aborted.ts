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
