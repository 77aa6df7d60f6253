import type { Briefing } from "#src/agent/briefing.ts";
import { readLinkWords } from "#src/language/read-link-words.ts";
import { askAboutCode, issueLinkCode, redeemLinkCode } from "./link-codes.ts";
import type { TurnDeps } from "./take-turn.ts";

/** What is said to somebody who wants to be the same person on two channels. */
export interface LinkAnswer {
  readonly say: "link_code" | "link_ask" | "link_done" | "link_unknown";
  readonly code: string;
}

/**
 * Linking two channels is done in code, before any model: a code is given on the one, named on the
 * other, and agreed to there, since whoever holds the code's channel will see what is booked here.
 * Null: the messages are about something else.
 */
export const ruleOnLink = async (
  { db, now }: Pick<TurnDeps, "db" | "now">,
  { inbound, lead }: Briefing,
  asking: { readonly organizationId: string; readonly conversationId: string },
): Promise<LinkAnswer | null> => {
  const [only, ...others] = inbound;
  const words = only && others.length === 0 && only.choiceId === null && readLinkWords(only.text);
  if (!words) return null;
  return db.transaction().execute(async (tx) => {
    const whose = { ...asking, leadId: lead.id };
    switch (words.kind) {
      case "ask_code":
        return { say: "link_code", code: await issueLinkCode(tx, whose, now()) };
      case "code": {
        const isKnown = await askAboutCode(tx, whose, words.code, now());
        return { say: isKnown ? "link_ask" : "link_unknown", code: "" };
      }
      case "agree":
        // Said of something else by everybody who has named no code.
        return (await redeemLinkCode(tx, whose, now())) ? { say: "link_done", code: "" } : null;
    }
  });
};
