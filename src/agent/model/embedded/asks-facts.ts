import { foldVietnamese } from "#src/language/normalise-text.ts";

const words =
  /\b(gia|bao nhieu|nhieu tien|bao lau|mat may|phi|co dau|bao hanh|how (much|long)|price|cost|fee|hurt)\b/u;

/** Asks for a fact about a service, such as its price, rather than for the service. */
export const asksFacts = (text: string): boolean => words.test(foldVietnamese(text));
