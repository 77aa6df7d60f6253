import { matchesOf, pattern, toMatchable } from "./pattern.ts";

const VIETNAMESE_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/gu;
// Letters no other Latin orthography of our leads uses; "é" or "à" alone may be a name or French.
const ONLY_VIETNAMESE = /[ăđơưảẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỷỹỵạ]/u;

// Words written without diacritics that English does not have.
const VI_PLAIN = pattern(
  "toi|minh|khong|ko|khg|hok|duoc|dc|dk|nhe|nha|ban|chi|vang|da|lich|hen|ngay|thu|tuan|gio|chieu|trua|mai|nay",
  "bao nhieu|bnhieu|the nao|lam|muon|dat|huy|doi|xin|cam on|chao|oi|roi|vay|gi|nhung|voi|luc|khi|tam|khoang|phut|ruoi|cn|xac nhan|dong y|bac si|bs|rang|kham|tiem|nguoi|cho|trong|sau|truoc|hom|chu nhat|de xem|ok(?:e|i)? (?:nha|nhe|em|anh|chi|ban)",
);
const EN_WORDS = pattern(
  "the|i|i'm|i'd|i'll|you|your|my|me|is|are|am|do|does|did|can|could|would|will|want|need|like|please|thanks|thank|yes|yeah|yep|no|nope|not|don't|can't",
  "hi|hello|hey|book|booking|appointment|schedule|reschedule|cancel|change|confirm|when|what|where|how|much|which|time|day|days|week|next|this|that|it|at|on|in|for|to|of|and|or|after|before|with|any|have|has|there",
  "monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|morning|afternoon|evening|noon|works?|good|great|sure|fine|sounds|perfect|correct|right|let's|what's|that's|stop|talk|person|someone|human|earlier|later|second|first|last",
);

const count = (text: string, words: RegExp): number => matchesOf(text, words).length;

/** The language a message is written in, or null when it holds too little to tell ("ok", "9h30"). */
export const detectLanguage = (text: string): "vi" | "en" | null => {
  const matchable = toMatchable(text);
  const marks = count(matchable, VIETNAMESE_LETTER);
  const vietnamese =
    count(matchable, VI_PLAIN) + (ONLY_VIETNAMESE.test(matchable) ? 1 + marks : marks / 2);
  const english = count(matchable, EN_WORDS);
  if (vietnamese === english) return null;
  return vietnamese > english ? "vi" : "en";
};
