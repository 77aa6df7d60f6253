import { pattern } from "../pattern.ts";
import type { LinkPiece, PartPiece, PieceReader } from "./piece.ts";

const part = (name: PartPiece["name"], fromHour: number, toHour: number): PartPiece => ({
  type: "part",
  name,
  fromMinute: fromHour * 60,
  toMinute: toHour * 60,
});
const link = (value: LinkPiece["link"]): LinkPiece => ({ type: "link", link: value });
// "Friday pm" is the afternoon; after a number it is an hour.
const DAY_BEFORE =
  "(?:today|tomorrow|tmrw?|day|mon|tues?|wed|thurs?|fri|sat|sun|\\d(?:st|nd|rd|th)) (?:in the )?";
const IN = "(?:in |during |for )?(?:the |that )?";

// After "move it from 9" this is no end of a range.
const MOVED_TO = "(?<=(?:move|change|reschedule|switch|swap|push)(?: [\\p{L}\\d:']+){2,6} )to";

export const enParts: readonly PieceReader[] = [
  {
    pattern: pattern("(?:later )?(?:tonight|tonite|2nite|tnite)|this evening"),
    read: () => ({ ...part("evening", 18, 24), today: true }),
  },
  {
    pattern: pattern("(?:later )?this afternoon"),
    read: () => ({ ...part("afternoon", 12, 18), today: true }),
  },
  { pattern: pattern("this morning"), read: () => ({ ...part("morning", 6, 12), today: true }) },
  {
    pattern: pattern(
      `${IN}early[- ](?:in the )?mornings?|${IN}early hours of the morning|first thing(?: in the morning)?|early (?:in the )?morning`,
    ),
    read: () => part("morning", 6, 9),
  },
  { pattern: pattern(`${IN}late[- ](?:in the )?mornings?`), read: () => part("morning", 10, 12) },
  { pattern: pattern(`${IN}mid[- ]?mornings?`), read: () => part("morning", 9, 11) },
  { pattern: pattern(`${IN}mid[- ]?afternoons?`), read: () => part("afternoon", 14, 16) },
  { pattern: pattern("(?:at )?(?:the )?(?:crack of )?dawn"), read: () => part("morning", 5, 7) },
  {
    pattern: pattern(`${IN}(?:mornings?|morns?|mornin)|(?<=${DAY_BEFORE})am`),
    read: () => part("morning", 6, 12),
  },
  {
    pattern: pattern("(?:at |around |over |during )?lunch(?: ?time)?(?: break)?"),
    read: () => part("noon", 11, 14),
  },
  { pattern: pattern("after lunch"), read: () => part("afternoon", 13, 17) },
  {
    pattern: pattern(`${IN}early[- ](?:in the )?afternoons?`),
    read: () => part("afternoon", 12, 15),
  },
  {
    pattern: pattern(
      `${IN}late[- ](?:in the )?afternoons?|(?:by )?(?:eod|cob)|(?:by )?(?:close|end) of (?:the )?(?:business|work(?:ing)?)?(?: ?day)?(?! of)(?<=business|day)`,
    ),
    read: () => part("afternoon", 15, 18),
  },
  {
    pattern: pattern(`${IN}(?:afternoons?|aft|arvo)|(?<=${DAY_BEFORE})pm`),
    read: () => part("afternoon", 12, 18),
  },
  {
    pattern: pattern("after work|after hours|after office hours"),
    read: () => part("evening", 17, 21),
  },
  {
    pattern: pattern(`${IN}(?:late[- ]|early[- ])?evenings?`),
    read: () => part("evening", 18, 24),
  },
  {
    pattern: pattern(`(?:${IN}|at )(?:nights?|nite)|late at night`),
    read: () => part("night", 18, 24),
  },
];

export const enLinks: readonly PieceReader[] = [
  { pattern: pattern("before|earlier than|prior to|ahead of"), read: () => link("before") },
  { pattern: pattern("by|no later than|not later than"), read: () => link("by") },
  {
    pattern: pattern("after|past|later than|any ?time after"),
    read: () => link("after"),
  },
  {
    pattern: pattern(
      "(?:any ?time )?from|since|(?:no|not) (?:earlier|sooner) than|(?:but )?not before|starting(?: from| at| on)?|as of",
    ),
    read: () => link("from"),
  },
  { pattern: pattern("until|till|til|untill|up to"), read: () => link("until") },
  { pattern: pattern(MOVED_TO), read: () => link("correct") },
  {
    pattern: pattern("to|through|thru|but before|and before"),
    read: () => link("to"),
  },
  { pattern: pattern("between|any ?time between"), read: () => link("between") },
  { pattern: pattern("and"), read: () => link("and") },
  { pattern: pattern("or|or maybe|or else"), read: () => link("or") },
  {
    pattern: pattern("at the (?:very )?latest|or (?:earlier|sooner|before)"),
    read: () => link("at_latest"),
  },
  {
    pattern: pattern("onwards?|or later|and later|or after|at the earliest"),
    read: () => link("onwards"),
  },
  {
    pattern: pattern(
      "no,(?= (?:\\d|at|the|next|this|mon|tue|wed|thu|fri|sat|sun))|no(?= \\d)|no,? wait|wait,? no|wait|actually|sorry|i mean(?:t)?|make (?:it|that)|scratch that|or rather|rather|correction|on second thoughts?|let's (?:say|do)|change (?:it|that) to|instead",
    ),
    read: () => link("correct"),
  },
  {
    pattern: pattern(
      "(?<!(?:why|if|or|maybe) )not(?: on| at| for)?|except(?: for| on)?|but not|(?:anything|any ?(?:week)?(?:day|time)|every ?day|whenever) but|other than|apart from|avoid|excluding|instead of|rather than|don't want|rather not|no (?=(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?s?(?!\\p{L}))",
    ),
    read: () => link("not"),
  },
  {
    pattern: pattern(
      "(?:can't|cannot|can not|couldn't|won't be able to|unable to|not able to)(?: (?:do|make|come|go|attend|be there))?(?: it)?|(?:isn't|is not|not|aren't|am not|i'm not) (?:available|free|good|possible|ok|okay|convenient)|(?:doesn't|does not|won't|don't|will not|wouldn't) (?:work|suit|do)|(?:is |are )?(?:bad|out|no good|no go|impossible|full|tricky)(?= *(?:$|[.,;!?]|for me|but|so))|busy|booked|tied up|have (?:work|a meeting|class)",
    ),
    read: () => link("not_possible"),
  },
];
