import { createHash } from "node:crypto";
import PostalMime, { type Attachment, type Email } from "postal-mime";

import { toMailbox } from "./address.ts";

/** A letter as it came, with what every reader of it asks. */
export interface Letter {
  readonly email: Email;
  /** Whom it says it is from; null: nobody, several, or nobody we could answer. */
  readonly from: { readonly address: string; readonly name: string } | null;
  /** As its sender's program named it; null: not at all, or not in a form that could be answered. */
  readonly messageId: string | null;
  /** Of the very bytes: for what has no name of its own. */
  readonly hash: string;
  /** Values of a header, the topmost first. */
  headers(name: string): readonly string[];
}

/** Deeper ones are built to hurt. */
const mostNesting = 30;
const MESSAGE_ID = /^<[^\s<>]{1,250}>$/u;

export const readLetter = async (raw: Buffer): Promise<Letter> => {
  const email = await PostalMime.parse(raw, {
    forceRfc822Attachments: true,
    maxNestingDepth: mostNesting,
  });
  const headers = (name: string) =>
    email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const messageId = email.messageId?.trim() ?? "";
  return {
    ...{ email, headers },
    from: headers("from").length === 1 ? senderOf(email) : null,
    messageId: MESSAGE_ID.test(messageId) ? messageId : null,
    hash: createHash("sha256").update(raw).digest("hex"),
  };
};

const senderOf = ({ from }: Email): Letter["from"] => {
  const address = toMailbox(from?.address ?? "");
  return address === null ? null : { address, name: from?.name ?? "" };
};

/** The words of an attachment that is text. */
export const textOf = ({ content }: Attachment): string =>
  typeof content === "string" ? content : Buffer.from(content as Uint8Array).toString("utf8");
