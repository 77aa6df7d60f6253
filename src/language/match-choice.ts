import { blankTimes } from "./blank-times.ts";
import { matchByName } from "./match-by-name.ts";
import { pattern, toMatchable } from "./pattern.ts";
import { timeFits } from "./time-fits.ts";
import type { TimeFound } from "./time-found.ts";

/** Something that was shown to the lead, in the order it was shown. */
export interface Choice {
  id: string;
  label: string;
  start?: Date;
  provider?: string;
}

export type ChoiceFound = { id: string } | { ambiguous: string[] };

const OF =
  "(?:cái|lựa chọn|phương án|số|option|khung giờ|khung|slot|lịch|giờ|ca|mục|dòng|number|choice|no\\.?|#)";
const ONE = "(?:one|option|choice|slot|time|appointment|date)";
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [
    pattern(
      `${OF} (?:đầu tiên|đầu|thứ nhất|nhất|1|một)`,
      `(?:the )?(?:first|1st)(?: ${ONE})?`,
      "đầu tiên|option a",
    ),
    1,
  ],
  [
    pattern(`${OF} (?:thứ (?:hai|2)|2|hai|nhì)`, `(?:the )?(?:second|2nd)(?: ${ONE})?`, "option b"),
    2,
  ],
  [pattern(`${OF} (?:thứ (?:ba|3)|3|ba)`, `(?:the )?(?:third|3rd)(?: ${ONE})?`, "option c"), 3],
  [pattern(`${OF} (?:thứ (?:tư|4)|4|bốn)`, `(?:the )?(?:fourth|4th)(?: ${ONE})?`), 4],
  [pattern(`${OF} (?:thứ (?:năm|5)|5|năm)`, `(?:the )?(?:fifth|5th)(?: ${ONE})?`), 5],
  [pattern(`${OF} (?:cuối cùng|cuối|chót|sau cùng)`, `(?:the )?last(?: ${ONE})?`, "cuối cùng"), -1],
  [pattern("cái giữa|(?:the )?middle(?: one| option)?"), 0],
];
const EARLIEST = pattern(
  "(?:cái|lịch|giờ|khung|slot)? ?sớm (?:nhất|hơn)",
  `(?:the )?(?:earliest|earlier|soonest)(?: ${ONE})`,
  "(?:the )?(?:earliest|soonest)",
);
const LATEST = pattern(
  "(?:cái|lịch|giờ|khung|slot) (?:sau|muộn (?:nhất|hơn)|trễ (?:nhất|hơn))|(?:muộn|trễ) nhất",
  `(?:the )?(?:latest|later)(?: ${ONE})`,
  "the latest",
);
const ANY = pattern(
  "(?:sao|gì|nào) cũng (?:được|ok|ổn)",
  "any (?:time|one|of (?:them|those))?(?: (?:is|are|works|would|will))",
  "either(?: one)?|whichever|you (?:choose|pick)",
);
const BARE_NUMBER =
  /^(?:dạ |vâng |ok |cho (?:em|anh|chị|mình) |em chọn |chọn |lấy |số |#)*(\d{1,2})(?: (?:nha|nhé|ạ|đi|em|nhe|please|pls|thanks|luôn))*[.!)]*$/u;

const has = (text: string, words: RegExp): boolean => text.search(words) >= 0;

const atPlace = (choices: readonly Choice[], place: number): readonly Choice[] => {
  const index = place > 0 ? place - 1 : place;
  const middle = choices.length % 2 === 1 ? choices[(choices.length - 1) / 2] : undefined;
  const choice = place === 0 ? middle : choices.at(index);
  return choice ? [choice] : [];
};

const byOrder = (text: string, choices: readonly Choice[]): readonly Choice[] =>
  ORDINALS.filter(([words]) => has(text, words)).flatMap(([, place]) => atPlace(choices, place));

/** "Giờ nào cũng được" takes the first of what was shown. */
const byIndifference = (text: string, choices: readonly Choice[]): readonly Choice[] =>
  has(text, ANY) ? choices.slice(0, 1) : [];

const byExtreme = (text: string, choices: readonly Choice[]): readonly Choice[] => {
  const dated = choices
    .filter(({ start }) => start !== undefined)
    .toSorted((a, b) => (a.start?.getTime() ?? 0) - (b.start?.getTime() ?? 0));
  const chosen = has(text, EARLIEST) ? dated.at(0) : has(text, LATEST) ? dated.at(-1) : undefined;
  return chosen && dated.length > 1 ? [chosen] : [];
};

/** Said of what was shown, "the second" is no second of the month. */
const ORDINAL_ONLY =
  /^(?:(?:ok(?:ay)?|yes|i(?:'ll| will)? take|let's take|the|option|number)[, ]+)*(?:first|second|third|fourth|fifth|last)(?: one| option| time| slot)?(?:,? please|,? thanks?(?: you)?)?[.! ]*$/u;

/** "2" is the second line; where another line's time is at 2 o'clock, both are meant. */
const byBareNumber = (
  text: string,
  choices: readonly Choice[],
  zone: string,
): readonly Choice[] => {
  const said = BARE_NUMBER.exec(text)?.[1];
  if (said === undefined) return [];
  const number = Number(said);
  const hourOf = new Intl.DateTimeFormat("en", {
    hour: "numeric",
    hourCycle: "h23",
    timeZone: zone,
  });
  const atHour = choices.filter(
    ({ start }) => start && Number(hourOf.format(start)) % 12 === number % 12,
  );
  const line = number > 0 ? choices[number - 1] : undefined;
  if (line && atHour.includes(line)) return [line];
  return line ? [line, ...atHour] : atHour;
};

const byTime = (
  times: readonly TimeFound[],
  choices: readonly Choice[],
  context: { now: Date; zone: string },
): readonly Choice[] =>
  choices.filter(({ start }) => start && times.some((time) => timeFits(time, start, context)));

const byName = (text: string, choices: readonly Choice[]): readonly Choice[] => {
  const items = choices.map(({ id, label, start, provider }) => ({
    id,
    // Labels of slots are made of weekdays and numbers, which are read as times instead.
    names: [...(start ? [] : [label]), ...(provider ? [provider] : [])],
  }));
  const found = matchByName(text, items);
  if (!found) return [];
  const ids = "id" in found ? [found.id] : found.ambiguous;
  return choices.filter(({ id }) => ids.includes(id));
};

const narrow = (one: readonly Choice[], other: readonly Choice[]): readonly Choice[] => {
  if (one.length === 0 || other.length === 0) return one.length > 0 ? one : other;
  return one.filter((choice) => other.includes(choice));
};

/**
 * Which of the shown choices a message picks: by number or order, by day and time, by name.
 * Signs that contradict each other pick nothing.
 */
export const matchChoice = (
  text: string,
  choices: readonly Choice[],
  times: readonly TimeFound[],
  context: { now: Date; zone: string },
): ChoiceFound | undefined => {
  const matchable = toMatchable(text).trim();
  const bare = byBareNumber(matchable, choices, context.zone);
  const wishes = times.filter((time) => !time.excluded);
  const untimed = toMatchable(blankTimes(text.normalize("NFC"), times));
  const ordered = byOrder(ORDINAL_ONLY.test(matchable) ? matchable : untimed, choices);
  if (ORDINAL_ONLY.test(matchable) && ordered[0]) return { id: ordered[0].id };
  const placed = ordered.length > 0 ? ordered : byExtreme(untimed, choices);
  const timed = byTime(wishes, choices, context);
  const contradicted = wishes.length > 0 && timed.length === 0 && placed.length === 0;
  if (bare.length === 0 && contradicted) return undefined;
  const found = bare.length > 0 ? bare : narrow(narrow(placed, timed), byName(text, choices));
  const [only] = found.length > 0 ? found : byIndifference(untimed, choices);
  if (!only) return undefined;
  return found.length <= 1 ? { id: only.id } : { ambiguous: found.map(({ id }) => id) };
};
