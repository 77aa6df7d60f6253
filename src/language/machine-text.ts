const MACHINE =
  /[{}]|"\s*:|<\/?\w+>|```|(?<![\w@.-])[a-z]+(?:_[a-z]+)+(?![\w@.-])|(?<!\w)[A-Z]+_[A-Z_]+(?!\w)|\w\(\)|=>|^\s*\[\w+\]/u;

/** What was pasted from a machine (JSON, a tool's answer, code): nobody's yes, whatever words stand in it. */
export const isMachineText = (text: string): boolean => MACHINE.test(text);
