import type { ErrorAnswer } from "#src/http/contract/error.ts";

/** The sentence of a refusal without the name of the field it stands beside. */
export const sentenceBeside = ({ message, field = "" }: ErrorAnswer): string => {
  const rest = message.startsWith(field)
    ? message.slice(field.length).replace(/^[:\s]+/u, "")
    : message;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};
