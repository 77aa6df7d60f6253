import { useSyncExternalStore } from "react";

const tickMs = 15_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: number | undefined;

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  timer ??= window.setInterval(() => {
    now = Date.now();
    for (const one of listeners) one();
  }, tickMs);
  return () => {
    listeners.delete(tell);
    if (listeners.size > 0) return;
    window.clearInterval(timer);
    timer = undefined;
  };
};

/** The time, a few times a minute: one clock for all that count down. */
export const useNow = (): number => useSyncExternalStore(listen, () => now);
