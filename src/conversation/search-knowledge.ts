import type { Answer, Briefing } from "#src/agent/tool.ts";
import type { Db } from "#src/db/connect.ts";
import { listKnowledge } from "#src/db/queries/briefing.ts";
import type { Language } from "#src/domain/facts.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";

const priceAsked = /\b(gia|bao nhieu|nhieu tien|phi|how much|price|cost|fee)\b/u;
const lengthAsked = /\b(bao lau|mat may|how long|thoi gian lam)\b/u;

/**
 * The organization's own answers to a question: what it says of a service the question names, else
 * the answers whose keywords stand in the question. Empty when it has none: then nothing is made up.
 */
export const searchKnowledge = async (
  { db, phrases }: { readonly db: Db; readonly phrases: Phrasebook },
  organizationId: string,
  briefing: Briefing,
  question: string,
): Promise<readonly Answer[]> => {
  const folded = foldVietnamese(question);
  const aboutService = answerOnService(phrases, briefing, question, folded);
  if (aboutService) return [aboutService];
  const rows = await listKnowledge(db, organizationId);
  const hits = rows
    .map((row) => ({ row, score: scoreOf(question, row.keywords, briefing.language) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return hits
    .slice(0, 1)
    .map(({ row }) => ({ topic: row.topic, text: row.answer[briefing.language] }));
};

const answerOnService = (
  phrases: Phrasebook,
  { services, language, booking }: Briefing,
  question: string,
  folded: string,
): Answer | null => {
  if (!priceAsked.test(folded) && !lengthAsked.test(folded)) return null;
  const named = matchByName(question, services);
  const id = named && "id" in named ? named.id : named ? null : booking?.serviceId;
  const service = services.find((one) => one.id === id);
  if (!service) return null;
  const { name, minutes, price } = service;
  const unknown = phrases.reply(language, "price_unknown");
  const text = phrases.reply(language, "service_fact", { name, minutes, price: price ?? unknown });
  return { topic: name, text };
};

/**
 * Letters of the keywords that stand in the question as whole words. Only a Vietnamese question may
 * leave out its diacritics: in an English one "the" is no "thẻ".
 */
const scoreOf = (question: string, keywords: readonly string[], language: Language): number => {
  const asked = words(question.toLowerCase());
  const folded = language === "vi" ? words(foldVietnamese(question)) : asked;
  return keywords
    .filter(
      (keyword) =>
        asked.includes(words(keyword.toLowerCase())) ||
        folded.includes(words(language === "vi" ? foldVietnamese(keyword) : keyword.toLowerCase())),
    )
    .reduce((sum, keyword) => sum + keyword.length, 0);
};

const words = (text: string): string =>
  ` ${text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
