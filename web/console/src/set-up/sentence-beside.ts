import type { ErrorAnswer } from "#src/http/contract/error.ts";

/** What is wrong with further fields; it stands beside none of them. */
const furtherFields = /; [\w.]+: .*$/su;

/** The sentence of a refusal without the name of the field it stands beside. */
export const sentenceBeside = ({ message, field = "" }: ErrorAnswer): string => {
  const rest = message.startsWith(field)
    ? message.slice(field.length).replace(/^[:\s]+/u, "")
    : message;
  const own = rest.replace(furtherFields, "");
  return own.charAt(0).toUpperCase() + own.slice(1);
};
