import { foldVietnamese } from "#src/language/normalise-text.ts";

const words =
  /\b(gia|bao nhieu|nhieu tien|bao lau|mat may|phi|co dau|bao hanh|(mo|dong) cua|nghi (tet|le)|(tet|le)( nay| nam nay)? (co )?(nghi|lam viec|mo)|(holiday|christmas|tet|new year) (hours|opening|schedule)|opening hours|(are|do) you (open|close)|how (much|long)|price|cost|fee|hurt)\b/u;

/** Asks for a fact, such as a price or the opening hours, rather than for a service or a time. */
export const asksFacts = (text: string): boolean => words.test(foldVietnamese(text));
