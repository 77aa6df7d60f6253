import type { Answer, Briefing } from "#src/agent/tool.ts";
import type { Db } from "#src/db/connect.ts";
import { listKnowledge } from "#src/db/queries/knowledge.ts";
import type { Language } from "#src/domain/facts.ts";
import { matchByName } from "#src/language/match-by-name.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";

const priceAsked = /\b(gia|bao nhieu|nhieu tien|phi|how much|price|cost|fee)\b/u;
const lengthAsked = /\b(bao lau|mat may|how long|thoi gian lam)\b/u;

interface SearchDeps {
  readonly db: Db;
  readonly phrases: Phrasebook;
}

/** Of what is known in a conversation, what an answer may depend on. */
type Asked = Pick<Briefing, "services" | "language" | "booking">;

/** The organization's own answers to a question. Empty when it has none: then nothing is made up. */
export const searchKnowledge = async (
  deps: SearchDeps,
  organizationId: string,
  briefing: Asked,
  question: string,
): Promise<readonly Answer[]> => {
  const found = await findAnswer(deps, organizationId, briefing, question);
  return found ? [{ topic: found.topic, text: found.text }] : [];
};

/**
 * What is said of a service the question names, with no id of its own, else the answer most of whose
 * keywords stand in the question.
 */
export const findAnswer = async (
  { db, phrases }: SearchDeps,
  organizationId: string,
  briefing: Asked,
  question: string,
): Promise<(Answer & { readonly id: string | null }) | null> => {
  const folded = foldVietnamese(question);
  const aboutService = answerOnService(phrases, briefing, question, folded);
  if (aboutService) return { ...aboutService, id: null };
  const rows = await listKnowledge(db, organizationId);
  const [best] = rows
    .filter(({ active }) => active)
    .map((row) => ({ row, score: scoreOf(question, row.keywords, briefing.language) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return best
    ? { id: best.row.id, topic: best.row.topic, text: best.row.answer[briefing.language] }
    : null;
};

const answerOnService = (
  phrases: Phrasebook,
  { services, language, booking }: Asked,
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
