const trailing = /[\s\p{P}\p{Extended_Pictographic}]*$/u;

/** Whether a sentence ends with a question mark, whatever decorates its end. */
export const isQuestion = (sentence: string): boolean =>
  /\?/u.test(trailing.exec(sentence)?.[0] ?? "");

const asksEnglish =
  /^(?:(?:so|and|or|ok|okay|great|well|sure|then|□)\s+)*(?:shall|should|would|could|can|may|might|do|does|did|is|are|was|were|has|have|had|will|which|what|when|where|who|whom|how|want|like|need)\b|\b(?:shall i|should i|would you|do you want|want me to|like me to|may i|can i)\b/u;
const asksVietnamese =
  /\b(?:khong|chua|chu|sao|ha|nhi|chang|nao|gi|may gio|bao gio|the nao)(?: (?:a|nhe|nha|ban|em|anh|chi|vay|nay))*$|\b(?:muon|co phai|hay la)\b/u;
/** What is offered beside something else in a question is asked as well. */
const alternative = /^(?:or|hay|hoac)\b/u;
const softens = /\b(?:nhe|nha|a|nhi)$/u;
const perfective = /\b(?:da|vua|roi|xong|moi)\b/u;

/** Whether a clause of a question asks; "you are booked, right?" states before it asks. */
export const asksIn = (clause: string, isLast: boolean): boolean => {
  if (asksEnglish.test(clause) || asksVietnamese.test(clause)) return true;
  if (isLast && alternative.test(clause)) return true;
  return isLast && softens.test(clause) && !perfective.test(clause);
};

const denies =
  /\b(?:khong|chua|chang|cha|dung|not|never|cannot|no longer|no|nothing|none|nobody|neither|unable|without|yet to|failed to)\b|n't\b/gu;
const empty =
  /\b(?:(?:khong|chang) (?:sao|lo|van de|co gi|chi|nhung|can lo|phai lo|ngai|quen)|(?:no|without(?: a)?) (?:problem|worries|worry|doubt|need|trouble)s?|not (?:only|just|to worry)|why not|don't worry|couldn't be)\b/gu;
const fillers =
  /\b(?:appointments?|bookings?|times?|slots?|reservations?|lich|hen|gio|cuoc|nao|any|yet|been|an?|the|ban|em|cho)\b/gu;

/** Words that may stand between a denial and what it denies, fillers left out. */
const reach = 2;

/** Whether what was matched in a clause is denied there: "it has not been booked", "chưa đặt được". */
export const isDenied = (clause: string, index: number, matched: string): boolean => {
  if (
    /^\s*(?:not|n't|no longer|still open|pending)\b/u.test(clause.slice(index + matched.length))
  ) {
    return true;
  }
  const until = clause.slice(0, index + matched.length).replace(empty, "ok");
  return [...until.matchAll(denies)].some(({ index: at, 0: word }) => {
    const between = until.slice(at + word.length).replace(fillers, " ");
    return (between.match(/[\p{L}\p{N}']+/gu) ?? []).length <= reach + 1;
  });
};
