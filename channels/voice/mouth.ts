import type { Choice, Standing, TranscriptMessage } from "../../src/conversation/channel.ts";
import type { Line } from "./call.ts";
import type { RelayOrder } from "./relay-message.ts";
import { openSpeech } from "./speech.ts";
import { spoken } from "./spoken-choices.ts";
import { languageTag } from "./spoken-language.ts";

const BATCH = 100;

/** What says the house's part of a call. */
export interface Mouth {
  /** Says what the house has said since; hands the call over where people are to answer it. */
  sayOn(): Promise<void>;
  /** What can be chosen now. */
  choices(): readonly Choice[];
  /** The caller speaks: nothing more of what was begun is said. */
  cutShort(): void;
}

/** Begins with what has been said in answer to the last word heard, should the line have been lost. */
export const openMouth = async (
  { socket, host, account, pace }: Line,
  conversationId: string,
): Promise<Mouth> => {
  const { organizationId } = account;
  const speech = openSpeech(pace);
  const readOn = async (afterSeq: number): Promise<readonly TranscriptMessage[]> => {
    const some = await host.read(organizationId, conversationId, afterSeq, BATCH);
    const last = some.at(-1);
    return last && some.length === BATCH ? [...some, ...(await readOn(last.seq))] : some;
  };
  const standing = async (): Promise<Standing> =>
    (await host.standingOf(organizationId, conversationId)) ?? { owner: "ai", language: "vi" };
  const order = (one: RelayOrder): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(one));
  };
  const before = await readOn(0);
  // The greeting was said as the call was taken.
  const last = before.findLast(({ author }) => author === "lead") ?? before[0];
  let seq = last?.seq ?? 0;
  let choices = before.findLast((one) => one.seq <= seq && one.author !== "lead")?.choices ?? [];
  let isLeaving = false;
  let { language } = await standing();
  return {
    sayOn: async () => {
      const messages = await readOn(seq);
      seq = messages.at(-1)?.seq ?? seq;
      const ours = messages.filter(({ author }) => author !== "lead");
      choices = ours.at(-1)?.choices ?? choices;
      const now = await standing();
      const lang = languageTag(now.language);
      if (now.language !== language) {
        language = now.language;
        order({ type: "language", ttsLanguage: lang, transcriptionLanguage: lang });
      }
      for (const message of ours) {
        speech.say(spoken(message, language), (token, last) =>
          order({ type: "text", token, last, lang }),
        );
      }
      if (now.owner === "ai" || !account.settings["handOverTo"] || isLeaving) return;
      isLeaving = true;
      const handoffData = JSON.stringify({ reason: "people answer" });
      speech.afterwards(() => order({ type: "end", handoffData }));
    },
    choices: () => choices,
    cutShort: () => {
      speech.cutShort();
      isLeaving = false;
    },
  };
};
