import type { Entry } from "./calendar-queries.ts";

type Tone = "good" | "wait" | "hold" | "past" | "bad";

/** How an entry is coloured; its words say the same. */
export const toneOf = ({ kind, state }: Entry): Tone => {
  if (kind === "hold") return "hold";
  if (kind === "block" || state === "COMPLETED" || state === "FOLLOW_UP") return "past";
  if (state === "PAYMENT_PENDING" || state === "RESCHEDULED") return "wait";
  return state === "NO_SHOW" || state === "ERROR" ? "bad" : "good";
};

/** Whether it can be tried to move it from here; the server decides. */
export const isMovable = ({ kind, provider_id, in_package, state }: Entry): boolean =>
  kind === "booking" && provider_id !== null && !in_package && state !== "COMPLETED";
