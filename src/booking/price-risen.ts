import type { Refusal } from "#src/domain/refusal.ts";
import type { Slot } from "#src/domain/slot.ts";
import { refuse } from "./refuse.ts";
import type { Session } from "./session.ts";

/** A refusal where a slot costs more than whoever chose it was shown; a slot without a price is free. */
export const priceRisen = (
  { deps, caller }: Pick<Session, "deps" | "caller">,
  { price }: Slot,
  shownMinor: number | null,
): Refusal | null =>
  (price?.minor ?? 0) > (shownMinor ?? 0)
    ? refuse(deps, caller, "price_risen", "the slot costs more than was shown")
    : null;
