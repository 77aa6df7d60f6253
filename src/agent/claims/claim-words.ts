import type { Language } from "#src/domain/facts.ts";

export type ClaimKind =
  | "booked"
  | "held"
  | "moved"
  | "cancelled"
  | "handed_over"
  | "call_back"
  | "waitlist";

/**
 * Words that claim something was done, over text without diacritics for Vietnamese. Broad on
 * purpose: a sentence wrongly taken for a claim costs a template, a claim missed costs the promise.
 */
const words: Readonly<Record<Language, Readonly<Record<ClaimKind, RegExp>>>> = {
  vi: {
    booked:
      /\b(da|vua|duoc)\s+(\S+\s+){0,3}?(dat|xac nhan|chot|len lich|book)\b(?! lai)|\b(dat|xac nhan|chot|book) (lich )?(hen )?(thanh cong|xong|roi)\b|\b(lich|hen|cuoc hen)\b.{0,40}\b(thanh cong|da xong|xac nhan)\b|\bhen gap\b|\b(ban|anh|chi|minh) (da )?co (mot )?(lich|hen|cuoc hen)\b|\blich( hen)? (cua ban )?(la|vao|luc)\b|\b(ok|xong|chot)\b.{0,12}\b(nhe|nha|roi)\b.{0,20}\b(hen|lich)\b/u,
    held: /\b(giu (cho|lich|gio)|da giu|dang giu)\b/u,
    moved:
      /\b(da|vua|duoc)\s+(\S+\s+){0,3}?(doi|chuyen)\b(?! (cuoc tro chuyen|cho nhan vien|den nhan vien|loi|tin|may))|\b(doi|chuyen|doi) (lich|hen|gio).{0,20}\b(thanh cong|xong|roi)\b/u,
    cancelled:
      /\b(da|vua|duoc|bi)\s+(\S+\s+){0,3}?(huy|dung dat|xoa)\b|\b(huy|xoa) (lich|hen|cuoc hen)?.{0,12}\b(thanh cong|xong|roi)\b/u,
    handed_over:
      /\b(da|vua|dang|se)\s+(\S+\s+){0,3}?(chuyen|noi may|ket noi|bao)\b.{0,40}\b(nhan vien|bac si|quan ly|dong nghiep|tu van vien|le tan)\b/u,
    call_back:
      /\b(nhan vien|ben em|em|chung toi|phong kham|bac si|le tan)\b.{0,30}\b(se|sap)\b.{0,20}\b(goi|lien he|lien lac|nhan tin|tra loi|phan hoi|gui)\b/u,
    waitlist: /\b(da|vua|duoc)\b.{0,30}\bdanh sach cho\b/u,
  },
  en: {
    booked:
      /\b(i|we|it|that|you|your|everything|all|appointment|booking|slot|reservation)\b.{0,40}\b(booked|confirmed|reserved|scheduled|secured|locked in|set)\b|\b(booked|confirmed|scheduled|reserved)\b|\ball set\b|\bsee you\b|\byou(?:'re| are)\b.{0,20}\b(down|set|in)\b.{0,10}\bfor\b|\byou have an? (appointment|booking)\b|\byour appointment (is|will be)\b|\b(done|great)\b.{0,20}\bexpect you\b|\bexpecting you\b|\bput you (down|in)\b|\bgot you (down|in)\b/u,
    held: /\b(hold(ing)?|held|saved?|keeping)\b.{0,30}\b(you|time|slot|spot)\b/u,
    moved: /\b(moved|rescheduled|changed|shifted|switched|pushed back|brought forward)\b/u,
    cancelled: /\b(cancell?ed|called off|deleted|removed|stopped)\b/u,
    handed_over:
      /\b(transferr(ed|ing)|passed|passing|handed|handing|forwarded|connect(ed|ing)|escalat(ed|ing)|told|notified|informed)\b.{0,50}\b(colleague|human|agent|person|staff|team|manager|doctor|receptionist|someone|representative|specialist)\b/u,
    call_back:
      /\b(i|we|someone|somebody|they|staff|team|colleague|doctor|manager|agent)\b.{0,12}('ll| will| is going to| are going to)\b.{0,30}\b(call|contact|reach|phone|get back|text|email|e-mail|write|follow up|answer|send|let you know)\b/u,
    waitlist: /\b(put|added|placed|are|you're)\b.{0,20}\bwait(ing)?[ -]?list\b/u,
  },
};

export const claimKinds = Object.keys(words.vi) as ClaimKind[];

export const claimPattern = (language: Language, kind: ClaimKind): RegExp => words[language][kind];
