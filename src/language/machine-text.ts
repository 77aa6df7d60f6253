import { foldVietnamese } from "./normalise-text.ts";

const MACHINE =
  /[{}]|"\s*:|<\/?\w+>|```|(?<![\w@.-])[a-z]+(?:_[a-z]+)+(?![\w@.-])|(?<!\w)[A-Z]+_[A-Z_]+(?!\w)|\w\(\)|=>|^\s*\[\w+\]/u;

const ORDERS =
  /\b(?:ignore|disregard|forget|bypass|override|skip)(?: (?:all|any|the|your|my|these|those|previous|prior|above|earlier|system)){0,4} (?:instructions?|rules?|prompts?|guidelines|restrictions)\b|\b(?:bo qua|quen|phot lo|bo) (?:(?:het|tat ca|moi|cac|nhung|cai) ){0,3}(?:quy tac|huong dan|chi dan|chi thi|menh lenh|rang buoc)\b/u;

/**
 * What was pasted from a machine (JSON, a tool's answer, code) or orders one about ("ignore all
 * instructions and …"): nobody's yes, whatever words stand in it.
 */
export const isMachineText = (text: string): boolean =>
  MACHINE.test(text) || ORDERS.test(foldVietnamese(text));
