import type { InboundDelivery } from "../../src/conversation/push-channel.ts";
import type { Contact, Message } from "./webhook.ts";

/**
 * Meta's business-scoped ids of people, such as `VN.13491208655302741918`. They stand in every webhook,
 * also where the phone number is hidden behind a username.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
const userId = /^[A-Z]{2}\.[A-Za-z0-9.]+$/u;
const phone = /^[1-9]\d{6,14}$/u;

/** How Meta wants to be told whom a message is for. */
export const recipientOf = (address: string): { to: string } | { recipient: string } =>
  userId.test(address) ? { recipient: address } : { to: address };

export interface Person
  extends Pick<InboundDelivery, "address" | "displayName" | "language" | "proven"> {}

/**
 * Who has written: their user id, which a username hides nothing of; their WhatsApp id only where Meta
 * sends none. Null when nobody is named.
 */
export const personOf = (message: Message, contacts: readonly Contact[]): Person | null => {
  const { from, from_user_id } = message;
  const contact = contactOf(message, contacts);
  const address = from_user_id ?? contact?.user_id ?? contact?.wa_id ?? from;
  if (address === undefined) return null;
  const { name, username } = contact?.profile ?? {};
  const number = [from, contact?.wa_id].find((one) => one !== undefined && phone.test(one));
  return {
    ...{ address, language: null, displayName: (name || username)?.slice(0, 120) || null },
    ...(number !== undefined && { proven: { kind: "phone", value: `+${number}` } }),
  };
};

/** A request can carry messages of several people, each with a contact of their own. */
const contactOf = ({ from, from_user_id }: Message, contacts: readonly Contact[]) =>
  contacts.find(({ user_id }) => user_id !== undefined && user_id === from_user_id) ??
  contacts.find(({ wa_id }) => wa_id !== undefined && wa_id === from) ??
  (contacts.length === 1 ? contacts[0] : undefined);

/** The number somebody shared, when it is their own: anybody's card can be sent on. */
export const ownNumberOf = ({ contacts, origin, from }: Message): string | null => {
  const [shared] = contacts ?? [];
  const [number] = shared?.phones ?? [];
  const digits = (number?.wa_id ?? number?.phone ?? "").replace(/\D/gu, "");
  const isOwn = origin === "contact_request" || digits === from;
  return isOwn && phone.test(digits) ? `+${digits}` : null;
};
