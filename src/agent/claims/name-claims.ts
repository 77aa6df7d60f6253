import { foldVietnamese } from "#src/language/normalise-text.ts";
import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";
import { blank } from "./names.ts";

const CAPITAL = "\\p{Lu}[\\p{L}']*";
const FULL_NAME = `(${CAPITAL}(?: ${CAPITAL}){0,3})`;
const TITLE =
  "(?:[Bb][Ss]\\.?|[Bb]ác [Ss][Ii]|[Bb]ác sĩ|[Bb]ac si|[Nn]ha sĩ|[Yy] tá|[Đđ]iều dưỡng|[Kk]ỹ thuật viên|[Cc]huyên viên|ThS\\.?|TS\\.?|KTV\\.?|[Dd]r\\.?|[Dd]octor|[Dd]entist|[Nn]urse|[Tt]herapist|[Ss]tylist|[Tt]echnician|[Pp]rof(?:essor)?\\.?|[Mm]rs?\\.|[Mm]s\\.)";

const people: readonly RegExp[] = [
  new RegExp(`(?<!\\p{L})${TITLE}\\s{0,2}(?:BS\\.?\\s)?${FULL_NAME}`, "gu"),
  new RegExp(`(?<!\\p{L})(?:with|by|cùng|với|gặp)\\s(?:(?:chị|anh|cô|thầy)\\s)?${FULL_NAME}`, "gu"),
];
const places: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:[Cc]hi nhánh|[Cc]ơ sở|[Qq]uận|[Dd]istrict|[Bb]ranch(?: in| at)|[Ss]tudio (?:in|at)|[Cc]linic (?:in|at))\\s((?:${CAPITAL}|\\d{1,3})(?: (?:${CAPITAL}|\\d{1,3})){0,3})`,
    "gu",
  ),
  new RegExp(
    `${FULL_NAME}\\s(?:branch|studio|location|clinic|office|Street|Avenue|Road|Blvd)(?!\\p{L})`,
    "gu",
  ),
  // A house number and its street stand in one line: "Quận 1" may end one and "Shall I" begin the next.
  new RegExp(`(?<![\\d/:.,])\\d{1,4} (?:đường\\s|phố\\s)?(${CAPITAL}(?: ${CAPITAL}){1,3})`, "gu"),
];

const tokensOf = (text: string): string[] => foldVietnamese(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Capitalised words that are no names. */
const common = new Set(
  "bs dr ths ts x ok vnd usd id sms zalo i ban em anh chi quy khach our your the a an this that one which who what day no yes mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec cn chu nhat am pm".split(
    " ",
  ),
);

/** Whoever will see the lead and wherever must be in the catalog: no invented doctor, no branch. */
export const nameClaims = (text: string, briefing: Briefing): FalseClaim[] => {
  const { organization, services, lead } = briefing;
  const rest = blank(text, [
    organization.name,
    ...services.map(({ name }) => name),
    ...(lead.name ? [lead.name] : []),
  ]);
  return [
    ...unknown(
      rest,
      people,
      briefing.providers.map(({ name, names }) => [name, ...names]),
    ),
    ...unknown(
      rest,
      places,
      briefing.places.map(({ name, names, address }) => [
        name,
        ...names,
        ...(address ? [address] : []),
      ]),
    ),
  ];
};

const unknown = (
  text: string,
  patterns: readonly RegExp[],
  known: readonly (readonly string[])[],
): FalseClaim[] => {
  const families = known.map((names) => new Set(names.flatMap(tokensOf)));
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([, name = ""]) => {
        const tokens = tokensOf(name).filter((token) => !common.has(token));
        return (
          tokens.length > 0 && !families.some((one) => tokens.every((token) => one.has(token)))
        );
      })
      .map(([said]) => ({ kind: "name" as const, said })),
  );
};
