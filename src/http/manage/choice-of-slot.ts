import type { Slot } from "#src/domain/slot.ts";

/** A slot and what it was shown to cost, as a form sends it. */
export const writeChoice = ({ id, price }: Slot): string => `${id}.${price?.minor ?? ""}`;

/** What a form sent; whoever changes the price in it only makes the choice be refused. */
export const readChoice = (
  written: string,
): { readonly slotId: string; readonly shownMinor: number | null } => {
  const [slotId = "", minor = ""] = written.split(".");
  return { slotId, shownMinor: /^\d{1,15}$/.test(minor) ? Number(minor) : null };
};
