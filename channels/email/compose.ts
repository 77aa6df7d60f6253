import type { OutboundFile, OutboundPart } from "../../src/conversation/push-channel.ts";
import { domainOf } from "./address.ts";
import type { MailboxSettings } from "./mailbox-settings.ts";

const MESSAGE_ID = /^<[^\s<>]{1,250}>$/u;
const REPLY_PREFIX = /^(?:\s*(?:re|aw|sv|trả lời|tl)\s*:)+\s*/iu;
// Line ends above all: what follows one is a header of its own.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
const mostSubjectChars = 200;

const oneLine = (text: string): string =>
  text.replace(CONTROL, " ").trim().slice(0, mostSubjectChars).toWellFormed();

/** The same at every try, so that a repetition after a crash is recognised as the same letter. */
const messageIdOf = (key: string, address: string): string => `<${key}@${domainOf(address)}>`;

/** Parts of a letter to a lead, as nodemailer takes them. */
export const compose = (
  { address, text, language, key, sender, answers, files }: OutboundPart,
  { address: own, name }: Pick<MailboxSettings, "address" | "name">,
) => {
  const answered = answers.messageId !== null && MESSAGE_ID.test(answers.messageId);
  return {
    messageId: messageIdOf(key, own),
    from: { name: oneLine(name ?? sender), address: own },
    to: { name: "", address },
    subject: subjectOf(answers.subject, sender, language),
    ...(answered && { inReplyTo: answers.messageId ?? "", references: answers.messageId ?? "" }),
    text,
    ...filesOf(files),
    headers: {
      // Tells other machines not to answer: RFC 3834 §5.
      "Auto-Submitted": "auto-replied",
      "List-Unsubscribe": `<mailto:${own}?subject=STOP>`,
    },
  };
};

const subjectOf = (
  subject: string | null,
  sender: string,
  language: OutboundPart["language"],
): string => {
  const bare = oneLine(subject ?? "").replace(REPLY_PREFIX, "");
  if (bare !== "") return `Re: ${bare}`;
  return oneLine(language === "vi" ? `Tin nhắn từ ${sender}` : `A message from ${sender}`);
};

/** Mail programs show an invitation as one when it is a part of its own, with its method. */
const filesOf = (files: readonly OutboundFile[]) => {
  const invitation = files.find(isInvitation);
  return {
    ...(invitation && {
      icalEvent: {
        method: /method=([a-z]+)/iu.exec(invitation.mediaType)?.[1] ?? "PUBLISH",
        ...{ filename: invitation.name, content: invitation.content },
      },
    }),
    attachments: files
      .filter((file) => file !== invitation)
      .map(({ name, mediaType, content }) => ({ filename: name, contentType: mediaType, content })),
  };
};

const isInvitation = ({ mediaType }: OutboundFile): boolean =>
  mediaType.toLowerCase().startsWith("text/calendar");
