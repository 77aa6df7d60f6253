import type { ChannelAccount, OutboundPart } from "../../src/conversation/push-channel.ts";
import { listRows, replyButtons } from "./limits.ts";
import { recipientOf } from "./person.ts";
import { templateFor } from "./template.ts";

/** A part as Meta wants it; null: there is no approved template for it to go in. */
export const messageOf = (
  part: OutboundPart,
  account: Pick<ChannelAccount, "settings">,
): object | null => {
  const content = part.isOutsideWindow ? templateFor(part, account) : contentOf(part);
  if (!content) return null;
  const to = recipientOf(part.address);
  return { messaging_product: "whatsapp", recipient_type: "individual", ...to, ...content };
};

type Worded = Pick<OutboundPart, "text" | "choices" | "language">;

const contentOf = ({ text, choices, language }: Worded): object => {
  if (choices.length === 0) return { type: "text", text: { body: text, preview_url: false } };
  const body = { text };
  return fitButtons(choices)
    ? { type: "interactive", interactive: { type: "button", body, action: buttonsOf(choices) } }
    : {
        type: "interactive",
        interactive: { type: "list", body, action: listOf(choices, language) },
      };
};

/** Meta refuses two buttons of one title; rows may share theirs. */
const fitButtons = (choices: OutboundPart["choices"]): boolean =>
  choices.length <= replyButtons.most &&
  choices.every(({ label }) => label.length <= replyButtons.titleChars) &&
  new Set(choices.map(({ label }) => label)).size === choices.length;

const buttonsOf = (choices: OutboundPart["choices"]) => ({
  buttons: choices.map(({ id, label }) => ({ type: "reply", reply: { id, title: label } })),
});

/** What opens the list. */
const opener = { vi: "Chọn", en: "Choose" } as const;

const listOf = (choices: OutboundPart["choices"], language: OutboundPart["language"]) => ({
  button: opener[language],
  sections: [{ rows: choices.map(rowOf) }],
});

/** A label too long for a title is cut where a dash parts it, else between words and said in full below. */
const rowOf = ({ id, label }: OutboundPart["choices"][number]) => {
  const most = listRows.titleChars;
  if (label.length <= most) return { id, title: label };
  const dash = label.lastIndexOf(" – ", most);
  if (dash > 0) return { id, title: label.slice(0, dash), description: label.slice(dash + 3) };
  const head = label.slice(0, most - 1);
  const words = head.slice(0, Math.max(0, head.lastIndexOf(" "))) || head.replace(/\p{Cs}$/u, "");
  return { id, title: `${words}…`, description: label };
};
