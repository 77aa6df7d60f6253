import { bare } from "./said-times.ts";
import { falseTimes } from "./time-claims.ts";

/** What is so after a turn, read from the database by the test itself. */
export interface Truth {
  readonly language: "vi" | "en";
  readonly zone: string;
  readonly now: Date;
  /** Starts of this lead's standing appointments. */
  readonly standing: readonly Date[];
  /** Starts this lead gave up, by a move or a cancellation. */
  readonly given: readonly Date[];
  /** Starts held for this lead, or free for anybody. */
  readonly free: readonly Date[];
  readonly isHeld: boolean;
  readonly wasMoved: boolean;
  readonly wasCancelled: boolean;
  readonly isWithHuman: boolean;
  readonly isWaiting: boolean;
  /** Whether money of this lead was ever received. */
  readonly isPaid: boolean;
  /** Amounts of the organization in major units. */
  readonly amounts: readonly number[];
  /** Last words of the names of those who work here. */
  readonly people: readonly string[];
  /** Sentences of the organization and of ours that stand by themselves. */
  readonly canned: readonly string[];
  /** What the lead wrote: it may be repeated back. */
  readonly leadSaid: string;
}

/** Stems of deeds, each with what must be so for it to be true. Told by stem, not by phrase. */
const deeds: readonly (readonly [name: string, stem: RegExp, isSo: (truth: Truth) => boolean])[] = [
  [
    "booked",
    /\b(you are|you're|i have|i've|we have|we've|is|has been|was|just|all|now|got it|it's) (now |been |officially |all |already )?(booked|confirmed|reserved|scheduled|set|secured|locked in)\b|\bbooked (you|it|that)\b|\bsee you (on|at|then|mon|tue|wed|thu|fri|sat|sun|tomorrow|there)|\bput you down\b|\bgot you in\b|\bexpect(ing)? you\b|\ball done\b|\bwent through\b|\bin the calendar\b|\b(is|are) yours\b|^done\b/u,
    ({ standing }) => standing.length > 0,
  ],
  [
    "booked",
    /\b(da|vua|duoc)(?! co (nguoi|khach))( (?!dung\b)\w+){0,3} (dat|xac nhan|chot|len lich|book|dang ky)( \w+){0,2} (lich|hen|cho|roi|xong|luc)|\blich hen cua \w+ (da|duoc)|\b(dat|chot|book) (lich )?(xong|thanh cong|roi)|\bxong roi\b|\bhen gap ban (luc|vao|thu|ngay|\d)|\bdon ban (luc|vao|thu)|\bban da co (lich|cho|hen)|\blich da len\b|\bda xac nhan\b/u,
    ({ standing }) => standing.length > 0,
  ],
  [
    "moved",
    /\b(i have|i've|we have|is|was|been|just|successfully) (moved|rescheduled|shifted|switched)\b|\b(da|vua)( \w+){0,2} (doi|chuyen|doi)( \w+){0,2} (lich|gio|hen|sang)|\bdoi lich (xong|thanh cong)/u,
    ({ wasMoved }) => wasMoved,
  ],
  [
    "cancelled",
    /\b(i have|i've|we have|is|was|been|just|successfully) (cancell?ed|called off|deleted|removed)\b|\b(da|vua|bi|duoc)( \w+){0,2} (huy|xoa)\b|\bhuy (lich |hen )*(xong|thanh cong)/u,
    ({ wasCancelled }) => wasCancelled,
  ],
  [
    "handed over",
    /\b(passed|handed|transferred|forwarded|escalated|told|notified|connecting|transferring)\b.{0,45}\b(colleague|staff|human|team|manager|person|doctor)\b|\b(colleague|staff|team|manager|human)\b.{0,20}\bwill (help|answer|take over|assist|handle)\b|\b(da|vua|dang)( \w+){0,5} (chuyen|bao|noi may)( \w+){0,6} (nhan vien|quan ly|bac si|dong nghiep)|\b(nhan vien|quan ly|dong nghiep) se (ho tro|tra loi|giup)/u,
    ({ isWithHuman }) => isWithHuman,
  ],
  [
    "promised",
    /\b(i|we|someone|staff|they|doctor|manager)('ll| will) (call|phone|ring|text|email|message|remind|get back|let you know|check|contact)\b|\byou('ll| will) (receive|get) (a|an)\b|\b(se|sap) (goi|lien he|nhan tin|nhac|gui|kiem tra|email)\b|\bde em (kiem tra|hoi)\b/u,
    () => false,
  ],
  [
    "waiting list",
    /\b(put|added|placed|are|you're) (you )?(\w+ ){0,3}wait(ing)? ?list\b|\b(da|vua)( \w+){0,3} vao danh sach cho/u,
    ({ isWaiting }) => isWaiting,
  ],
  [
    "held",
    /\b(holding|held|saving|saved|keeping|kept) (this |that |the |a |it |them |these )?(slot|time|spot|for you|it|them|these)\b|\b(dang|da) giu( \w+){0,3} (cho|lich|gio|ban)\b/u,
    ({ isHeld, standing }) => isHeld || standing.length > 0,
  ],
  [
    "paid",
    /\b(received|got) your (payment|deposit)\b|\b(payment|deposit) (was|has been|is) (received|complete)|\bda nhan (duoc )?(tien|coc|thanh toan|chuyen khoan)\b/u,
    ({ isPaid }) => isPaid,
  ],
  [
    "refunded",
    /\b(payment|deposit|money) (was|has been|is) refunded|\b(have|has|'ve|was|were|been) refunded\b|\bda hoan (lai )?(tien|coc)\b/u,
    () => false,
  ],
  [
    "discount",
    /\b\d+ ?(%|percent) (off|discount)|\bdiscount of\b|\bhalf price\b|\bgiam (gia )?\d+ ?%|\btang ban\b|\bvoucher\b/u,
    () => false,
  ],
];

const unstated =
  /\b(not|n't|never|cannot|khong|chua|chang|nothing|no longer)\b|n't\b|\b(shall|should|would|could|can|may|do|does|did|want) (i|you|we)\b|\?[^\p{L}]*$/u;

/** A sentence that asks or denies states no deed, unless its first half already did. */
const stated = (sentence: string): string =>
  sentence
    .split(/[,;]|(?<=[!.])\s/u)
    .filter((part) => !unstated.test(part.trim()))
    .join(", ");

const falseAmounts = (sentence: string, { amounts }: Truth): string[] =>
  [
    ...bare(sentence).matchAll(
      /(?:[$₫] ?(\d[\d.,]*))|(?<![\d.,])(\d[\d.,]*) ?(k\b|trieu|₫|dong|d\b|vnd|usd|dollars)/gu,
    ),
  ]
    .map(([, first, second, unit = ""]) => {
      const digits = (first ?? second ?? "")
        .replace(/[.,]$/u, "")
        .replace(/[.,](?=\d{3}(?!\d))/gu, "");
      return Number(digits.replace(",", ".")) * (unit === "k" ? 1e3 : unit === "trieu" ? 1e6 : 1);
    })
    .filter((amount) => !amounts.includes(amount))
    .map((amount) => `amount ${amount}`);

const falsePeople = (sentence: string, { people }: Truth): string[] =>
  [...sentence.matchAll(/(?:BS\.|[Bb]ác sĩ|Dr\.|Doctor|Nurse) ((?:\p{Lu}[\p{L}'’]+ ?)+)/gu)]
    .map(([, name = ""]) => bare(name).trim().split(" ").at(-1) ?? "")
    .filter((name) => !people.includes(name))
    .map((name) => `person ${name}`);

const isForeign = (text: string, { language }: Truth): boolean => {
  const marks = (text.match(/[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu) ?? []).length;
  const english = (
    text.match(/\b(the|you|your|is|are|would|which|please|that|this|have|for|with)\b/giu) ?? []
  ).length;
  return language === "vi" ? english >= 3 && marks === 0 : marks >= 4 && english <= 1;
};

/** Everything untrue in what was sent, one line each; shares nothing with the product's own check. */
export const judge = (text: string, truth: Truth): string[] => {
  const own = truth.canned.reduce(
    (rest, known) => (known ? rest.replaceAll(known, "\n") : rest),
    text,
  );
  const sentences = own
    .split(/\n+|(?<=[.!?])(?<!(?:BS|Dr)\.)\s+(?=\p{L}|\d)/u)
    .filter((one) => one.trim() !== "");
  const found = sentences.flatMap((sentence) => {
    const said = stated(bare(sentence));
    const untrue = deeds
      .filter(([, stem, isSo]) => stem.test(said) && !isSo(truth))
      .map(([name]) => name);
    const isBooking = deeds.slice(0, 2).some(([, stem]) => stem.test(said));
    return [
      ...untrue,
      ...falseTimes(sentence, truth, isBooking),
      ...falseAmounts(sentence, truth),
      ...falsePeople(sentence, truth),
    ];
  });
  const links = [...own.matchAll(/https?:\/\/\S+|\bwww\.\S+/giu)].map(([link]) => `link ${link}`);
  return [
    ...found,
    ...links,
    ...(isForeign(own, truth) ? ["language"] : []),
    ...(text.length > 4000 ? ["length"] : []),
  ];
};
