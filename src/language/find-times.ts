import { DateTime } from "luxon";
import { detectLanguage } from "./detect-language.ts";
import { MAX_MESSAGE_CHARS } from "./normalise-text.ts";
import { toMatchable } from "./pattern.ts";
import { type Respelled, respell } from "./respell.ts";
import type { TimeContext, TimeFound } from "./time-found.ts";
import { buildTerms } from "./times/build-terms.ts";
import { connectTerms } from "./times/connect-terms.ts";
import { readPieces } from "./times/read-pieces.ts";
import { rememberedZone } from "./times/remembered-zone.ts";
import { resolveTerm } from "./times/resolve-term.ts";
import { settleNumbers } from "./times/settle-numbers.ts";

export type { TimeContext, TimeFound } from "./time-found.ts";

const VIETNAM: ReadonlySet<string> = new Set(["Asia/Ho_Chi_Minh", "Asia/Saigon"]);
// Places that write the month first; everywhere else 10/2 is the tenth of February.
const MONTH_FIRST = /^(?:America|US|UTC|Etc|Pacific\/Honolulu)/u;

// "Em Mai đây": a capital after a title is a name, while "em mai qua" is tomorrow.
const NAMED_MAI =
  /(?<=(?:^|[^\p{L}])(?:em|chị|anh|bạn|cô|bé|dì|bác|là|tên|Em|Chị|Anh|Bạn|Cô) )Mai(?!\p{L})/gu;

const writesMonthFirst = ({ zone, locale }: TimeContext): boolean =>
  locale === "en" && !VIETNAM.has(zone) && MONTH_FIRST.test(zone);

/** Where the words stood before they were respelled. */
const placedIn = (original: string, { places }: Respelled, found: TimeFound): TimeFound => {
  if (!places) return found;
  const index = places[found.index] ?? 0;
  const end = places[found.index + found.text.length] ?? original.length;
  return { ...found, index, text: original.slice(index, end) };
};

/**
 * The days and times a message names, wishes first in the order they were said, then what it
 * rules out. One utterance is one wish: its date and time are combined, and a correction
 * ("9h, à không 10h") replaces what it corrects. Numbers that are no times are not found, a date
 * of the lunar calendar is found as one that must be asked about. Only the first
 * {@link MAX_MESSAGE_CHARS} are read.
 */
export const findTimes = (text: string, context: TimeContext): TimeFound[] => {
  const now = DateTime.fromJSDate(context.now, { zone: rememberedZone(context.zone) });
  const original = text.slice(0, MAX_MESSAGE_CHARS).normalize("NFC");
  const respelled = respell(original);
  const said = respelled.text;
  const matchable = toMatchable(said.replace(NAMED_MAI, "···"));
  const language = detectLanguage(said) ?? context.locale;
  const reading = { now, language, monthFirst: writesMonthFirst(context) };
  const pieces = readPieces(matchable, reading);
  const terms = connectTerms(buildTerms(matchable, settleNumbers(matchable, pieces, reading)));
  const found = terms.flatMap((term) =>
    resolveTerm(term, said, { now, openHours: context.openHours }),
  );
  return found
    .map((time) => placedIn(original, respelled, time))
    .toSorted((a, b) => Number(a.excluded ?? false) - Number(b.excluded ?? false));
};
