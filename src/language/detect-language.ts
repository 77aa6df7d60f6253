import { matchesOf, pattern, toMatchable } from "./pattern.ts";

// Letters no other Latin orthography of our leads uses; "é" or "à" alone may be a name or French.
const ONLY_VIETNAMESE = /[ăđơưảẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỷỹỵạ]/gu;
// A whole word with accents that is one Vietnamese syllable: "giúp", but no "café".
const ACCENTED_SYLLABLE =
  /(?<![\p{L}\p{N}])(?=\p{L}*[àáâãèéêìíòóôõùúý])(?:ngh?|nh|gh?|kh|th|tr|ch|ph|q(?=u)|[bcdhklmnrstvx])?[aàáâãeèéêiìíoòóôõuùúyý]{1,3}(?:ch|nh|ng|[cmnpt])?(?![\p{L}\p{N}'])/gu;

// Words written without diacritics that English does not have.
const VI_PLAIN = pattern(
  "toi|minh|khong|ko|khg|hok|hong|duoc|dc|dk|nhe|nha|ban|chi|em|vang|da|lich|hen|ngay|thu|tuan|gio|chieu|trua|mai|nay",
  "bao nhieu|bao nhiu|bnhieu|nhiu|the nao|lam|muon|dat|huy|doi|xin|cam on|chao|oi|roi|vay|gi|nhung|voi|luc|khi|tam|khoang|phut|ruoi|cn|xac nhan|dong y|bac si|bs|rang|kham|tiem|nguoi|cho|trong|sau|truoc|hom|chu nhat|de xem|ok(?:e|i)? (?:nha|nhe|em|anh|chi|ban)",
  "biet|bik|giup|luon|thoi|thui|chua|tien|quan|duong|khoe|dau rang|nua|mot|tay trang|lam sao|tai sao|vi sao|vui long|dum|gium|nho rang|rua|niem|nieng",
);
const EN_WORDS = pattern(
  "the|i|i'm|i'd|i'll|you|your|my|me|is|are|am|do|does|did|can|could|would|will|want|need|like|please|thanks|thank|yes|yeah|yep|no|nope|not|don't|can't",
  "hi|hello|hey|book|booking|appointment|schedule|reschedule|cancel|change|confirm|when|what|where|how|much|which|time|day|days|week|next|this|that|it|at|on|in|for|to|of|and|or|after|before|with|any|have|has|there",
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|morning|afternoon|evening|noon|works?|good|great|sure|fine|sounds|perfect|correct|right|let's|what's|that's|stop|talk|person|someone|human|earlier|later|second|first|last",
  "tmrw?|gimme|running|behind|late|price|prices|cost|costs|nice|awesome|cleaning|whitening|teeth|tooth|dentist|doctor|available|availability|parking|address|insurance|painful|hurts?|about|again|because|was|were|been|come|coming|know|let|from|sorry|okay|month|weekend|hours?|minutes?",
);

const count = (text: string, words: RegExp): number => matchesOf(text, words).length;

/** The language a message is written in, or null when it holds too little to tell ("ok", "9h30"). */
export const detectLanguage = (text: string): "vi" | "en" | null => {
  const matchable = toMatchable(text);
  const marks = count(matchable, ONLY_VIETNAMESE);
  const vietnamese =
    count(matchable, VI_PLAIN) + count(matchable, ACCENTED_SYLLABLE) + (marks > 0 ? 1 + marks : 0);
  const english = count(matchable, EN_WORDS);
  if (vietnamese === english) return null;
  return vietnamese > english ? "vi" : "en";
};
