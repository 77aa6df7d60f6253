import { foldVietnamese } from "./normalise-text.ts";

const CAPITAL = "\\p{Lu}\\p{Ll}+";
const KIN =
  "(?:vợ|chồng|mẹ|má|ba|bố|con(?: trai| gái)?|anh trai|chị gái|em trai|em gái|bạn|sếp|wife|husband|mother|mum|mom|father|dad|son|daughter|brother|sister|friend|boss)";

/** "của chị Bích", "Laura's appointment"; the name stands in the first group. */
const named: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})của (?:(?:chị|anh|bạn|cô|chú|bác|em|ông|bà) )?(${CAPITAL}(?: ${CAPITAL}){0,3})`,
    "gu",
  ),
  new RegExp(`(?<!\\p{L})(${CAPITAL}(?: ${CAPITAL}){0,3})['’]s (?!\\p{L}*ing\\b)`, "gu"),
];
const kin = new RegExp(
  `(?<!\\p{L})(?:của ${KIN} (?:tôi|em|mình|anh|chị)|my ${KIN}['’]s)(?!\\p{L})`,
  "iu",
);
/** Capitalised where no name is meant: "That's fine", "What's next". */
const noNames = /^(?:that|what|it|let|there|here|who|how|where|he|she|today|tomorrow)$/u;

/**
 * Whether a message speaks of somebody else's matter: "huỷ lịch của chị Bích", "cancel Laura's
 * appointment", "my wife's booking". The lead's own name is nobody else.
 */
export const namesAnother = (text: string, ownName: string | null): boolean => {
  const plain = text.normalize("NFC");
  if (kin.test(plain)) return true;
  const own = new Set(foldVietnamese(ownName ?? "").split(/\s+/u));
  return named.some((pattern) =>
    [...plain.matchAll(pattern)]
      .map(([, name = ""]) => foldVietnamese(name).split(" "))
      .some((words) => !words.every((word) => own.has(word) || noNames.test(word))),
  );
};
