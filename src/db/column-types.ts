import { type CustomTypesConfig, types } from "pg";

const { builtins } = types;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
// Typed as a number because the enumeration of pg-types does not list arrays.
const TEXT_ARRAY: number = 1009;

const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`bigint ${text} does not fit a JavaScript number`);
  }
  return value;
};

const asText = (text: string): string => text;

const arrayOf =
  <Item>(parse: (text: string) => Item) =>
  (text: string): (Item | null)[] => {
    const items: (string | null)[] = types.getTypeParser(TEXT_ARRAY)(text);
    return items.map((item) => (item === null ? null : parse(item)));
  };

const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<
  number,
  (text: string) => unknown
>([
  [builtins.INT8, safeInteger],
  [INT8_ARRAY, arrayOf(safeInteger)],
  // A calendar day has no zone; pg would make it midnight in the zone of this process.
  [builtins.DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
]);

/**
 * How column values arrive: bigint as number (throws beyond 2^53), timestamptz as Date, date as
 * `YYYY-MM-DD`, numeric and ranges as text. The rest is as pg has it.
 */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    format === "binary"
      ? types.getTypeParser(oid, format)
      : (parsers.get(oid) ?? types.getTypeParser(oid, "text")),
};
