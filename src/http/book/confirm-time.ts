import { z } from "zod";

import { findService } from "#src/db/queries/catalog.ts";
import type { PageAnswer } from "../form-pages.ts";
import { tellChange } from "../manage/tell-change.ts";
import type { ServerDeps } from "../server-deps.ts";
import { addressOf } from "./book-pages.ts";
import { openState } from "./form-state.ts";
import { agreedOf, refusedPage } from "./hold-time.ts";
import { type House, visitor } from "./open-house.ts";
import { confirmedPage, startAgainPage } from "./outcome-pages.ts";

const Sent = z.object({ state: z.string().max(2_000).catch("") });

/** Books what was held: the button below exactly this is the lead's yes, and serves once. */
export const confirmTime = async (
  deps: ServerDeps,
  house: House,
  body: unknown,
): Promise<PageAnswer> => {
  const { organization, page } = house;
  const { state } = Sent.parse(body);
  const of = { organizationId: organization.id, step: "confirm", now: deps.now() } as const;
  const held = openState(deps.slotSecret, state, of);
  if (!held) return { status: 403, page: startAgainPage(page, "expired") };
  const { nonce, bookingId, slotId, leadId } = held;
  const once = { key: `book/${nonce}/confirm/${bookingId}`, request: { bookingId, slotId } };
  const caller = visitor(house, leadId, once);
  const consent = { kind: "page", leadId } as const;
  const receipt = await deps.bookings.confirmSlot(caller, { bookingId, slotId, consent });
  if (!receipt.ok) return refusedPage(house, receipt, addressOf(page, ""));
  const { booking, slot } = receipt;
  const service = await findService(deps.db, organization.id, booking.serviceId ?? "");
  const token = deps.manageLinks.tokenOf(booking);
  // What a repeat is answered with may have been moved or cancelled since; its own page tells.
  if (!slot || !service || token === null) {
    return { status: 410, page: startAgainPage(page, "gone") };
  }
  await tellChange(deps, caller, receipt, "confirmed");
  const agreed = await agreedOf(deps, house, service, slot);
  return { status: 200, page: confirmedPage(page, agreed, `/b/${token}`) };
};
