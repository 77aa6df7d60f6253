import type {
  ChannelAccount,
  InboundDelivery,
  InboundEvent,
} from "../../src/conversation/push-channel.ts";
import { wordsOfHtml } from "./html-words.ts";
import { isAutomated } from "./is-automated.ts";
import { type Letter, readLetter } from "./letter.ts";
import { type MailboxSettings, mailboxOf } from "./mailbox-settings.ts";
import { ownWords } from "./own-words.ts";
import { isProven } from "./proven-sender.ts";
import { isBounce, readBounce } from "./read-bounce.ts";
import { Brought, rawOf } from "./webhook.ts";

const mostNameChars = 120;
const mostSubjectChars = 200;
/** What the link of our letters sends; mail programs add words of their own below. */
const UNSUBSCRIBE = /^\s*(?:stop|unsubscribe)\s*$/iu;

/**
 * One letter, one delivery at most. What machines and lists write is none of our business, except
 * what becomes of our own letters.
 */
export const parse = async (
  body: unknown,
  account: ChannelAccount,
): Promise<readonly InboundEvent[]> => {
  const letter = await readLetter(await rawOf(Brought.parse(body)));
  const mailbox = mailboxOf(account);
  if (isBounce(letter)) {
    const report = readBounce(letter, mailbox.address);
    return report ? [report] : [];
  }
  const { from } = letter;
  if (!from || from.address === mailbox.address || isAutomated(letter)) return [];
  return [await deliveryOf(letter, from, mailbox)];
};

const deliveryOf = async (
  letter: Letter,
  { address, name }: NonNullable<Letter["from"]>,
  { authservId }: MailboxSettings,
): Promise<InboundDelivery> => {
  const { messageId, hash } = letter;
  const subject = oneLine(letter.email.subject ?? "");
  return {
    deliveryId: messageId ?? `sha256:${hash}`,
    address,
    displayName: oneLine(name).slice(0, mostNameChars) || null,
    language: null,
    ...(await contentOf(letter, subject)),
    ...{ choiceRef: null, acknowledgement: null },
    ...(messageId !== null && { providerMessageId: messageId }),
    ...(subject !== "" && { subject }),
    ...(isProven(letter, authservId) && { proven: { kind: "email" as const, value: address } }),
  };
};

const contentOf = async (
  { email }: Letter,
  subject: string,
): Promise<Pick<InboundDelivery, "kind" | "text">> => {
  if (UNSUBSCRIBE.test(subject)) return { kind: "text", text: subject };
  const words = email.text ?? (email.html ? await wordsOfHtml(email.html) : "");
  const text = ownWords(words);
  if (text !== "") return { kind: "text", text };
  const has = (type: string) => email.attachments.some(({ mimeType }) => mimeType.startsWith(type));
  if (has("audio/")) return { kind: "voice", text: "" };
  if (has("image/")) return { kind: "photo", text: "" };
  // People put a short wish where its title belongs; an answer's title is ours.
  const isAnswer = email.inReplyTo !== undefined || /^\s*re\s*:/iu.test(subject);
  return subject === "" || isAnswer ? { kind: "other", text: "" } : { kind: "text", text: subject };
};

const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, mostSubjectChars)
    .toWellFormed();
