import { matchesOf, pattern, rawPattern, toMatchable } from "./pattern.ts";
import { HOUR_EN, HOUR_VI, readNumber } from "./times/number-words.ts";

/** How long a visit shall take, as the lead puts it. */
export interface DurationFound {
  minutes: number;
  /** The words as written, and where they start in the NFC text. */
  text: string;
  index: number;
}

type Groups = Readonly<Record<string, string | undefined>>;

interface DurationReader {
  pattern: RegExp;
  minutes: (groups: Groups) => number;
}

const SHORTEST_MINUTES = 5;
const LONGEST_MINUTES = 720;

const TENS_EN = "(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[- ](?:five|two))?|fifteen";
const TENS_VI =
  "sáu mươi|chín mươi|năm mươi|bốn mươi lăm|bốn lăm|ba mươi|hai mươi lăm|hai mươi|mười lăm";
const MINUTES = `\\d{1,3}|${TENS_EN}|${TENS_VI}|${HOUR_EN}|${HOUR_VI}`;
const HOURS = `\\d{1,2}(?:[.,]\\d{1,2})?|an?|${HOUR_EN}|${HOUR_VI}`;
const MINUTE_UNIT = "(?:minutes?|mins?|phút|ph|p|')";
const HOUR_UNIT = "(?:hours?|hrs?|tiếng(?: đồng hồ)?|giờ đồng hồ|h đồng hồ)";

const hoursAnd = ({ n, half, m }: Groups): number =>
  (readNumber(n) ?? 0) * 60 + (half ? 30 : (readNumber(m) ?? 0));

const readers: readonly DurationReader[] = [
  {
    pattern: pattern(
      `(?<n>${HOURS})[ -]?${HOUR_UNIT}(?:(?<half> rưỡi| and a half)|(?: and | |, )?(?<m>\\d{1,2}|${TENS_EN}|${TENS_VI})(?: ?${MINUTE_UNIT}))?`,
      "(?<n2>một|\\d{1,2}) ?tiếng (?<m2>\\d{2})(?! ?[\\p{L}\\d])",
    ),
    minutes: ({ n2, m2, ...said }) => hoursAnd(n2 ? { n: n2, m: m2 } : said),
  },
  {
    pattern: pattern(`(?<n>\\d|${HOUR_EN}|an?)(?: hour)? and (?<half>a half|1/2)[ -]${HOUR_UNIT}`),
    minutes: hoursAnd,
  },
  {
    pattern: pattern(
      "(?<quarters>three[- ]quarters of an hour)|(?<quarter>(?:a )?quarter of an hour)|half an hour|half[- ]hour|half-an-hour|(?:nửa|½) ?(?:tiếng|giờ)(?: đồng hồ)?",
    ),
    minutes: ({ quarters, quarter }) => (quarters ? 45 : quarter ? 15 : 30),
  },
  { pattern: pattern("tiếng rưỡi|hour and a half"), minutes: () => 90 },
  {
    pattern: rawPattern(
      `(?<![\\p{L}\\d.,:/])(?<n>${MINUTES})[ -]?${MINUTE_UNIT}(?![\\p{L}\\d]|[.,:/]\\d)`,
    ),
    minutes: ({ n }) => readNumber(n) ?? 0,
  },
  { pattern: pattern("(?<n>\\d[.,]5) ?h"), minutes: hoursAnd },
  // "1h30" is a time of day, unless a word before it says that it is a length.
  {
    pattern: pattern(
      "(?<=(?:trong|kéo dài|for|lasting|khóa|gói|suất|thời lượng) (?:khoảng |about )?)(?<n>[1-8](?:[.,]5)?) ?(?:h|g|giờ)(?: ?(?<m>\\d{2})| ?(?<half>rưỡi))?",
      "(?<=(?:buổi|session of|tập|làm|liệu trình) )(?<n2>[1-4]) ?h ?(?<m2>\\d{2})(?= *(?:$|[.,;!?)]|(?:nhé|nha|ạ|thôi|đi|được|please|lúc|vào|at|on)(?!\\p{L})))",
    ),
    minutes: ({ n2, m2, ...said }) => hoursAnd(n2 ? { n: n2, m: m2 } : said),
  },
];

// What makes an amount of time a shift, a wait, a lead time or a part of the clock.
const SHIFTED_BEFORE = rawPattern(
  `(?:(?<!\\p{L})(?:in|within|next|coming|last|past|after|before|by|every|each|wait(?:ing|ed)?(?: for)?|late|early|later|earlier|delayed?|hold(?: it)?(?: for)?|trong vòng|sau|trước|sớm|muộn|trễ|chậm|hơn|cách|mỗi|kém|chờ|đợi|mất|lùi|dời|đẩy|hoãn|giữ(?: chỗ| lịch)?|bận|than|takes?|last)(?: (?:about|around|like|just|another|at least|khoảng|tầm|hơn|lại|thêm|xuống|lên|về|tới|em|mình|chừng|cỡ|độ|đó|giúp|cho|hộ))* |\\d ?(?:h|g|giờ) ?|(?<!\\p{L})(?:${HOUR_VI}) giờ )$`,
);
const SHIFTED_AFTER = rawPattern(
  "^(?: (?:time|đồng hồ))?,? ?(?:-|(?:nữa|sau|trước|tới|là tới|later|earlier|early|late|before|after|ago|prior|from|in advance|notice|away|past|to|till|muộn|sớm|trễ|drive|walk|ride|behind|ahead|sooner|đi đường|đi xe|chạy xe|is up|mới)(?!\\p{L}))",
);

const isLength = (text: string, start: number, end: number): boolean =>
  text.slice(0, start).search(SHIFTED_BEFORE) < 0 && text.slice(end).search(SHIFTED_AFTER) < 0;

/**
 * The length of a visit a message picks: "90 minutes", "an hour and a half", "1 tiếng rưỡi".
 * Shifts ("an hour later", "2 tiếng nữa"), waits, notice and times of day are none. The longest
 * reading of a place wins, then the first; less than 5 minutes or more than 12 hours is no visit.
 */
export const findDuration = (message: string): DurationFound | null => {
  const original = message.normalize("NFC");
  const text = toMatchable(original);
  const found = readers
    .flatMap((reader) =>
      matchesOf(text, reader.pattern).map((match) => ({
        index: match.index,
        text: original.slice(match.index, match.index + match[0].length),
        minutes: reader.minutes(match.groups ?? {}),
      })),
    )
    .toSorted((a, b) => a.index - b.index || b.text.length - a.text.length);
  const taken = found.filter(
    (one, place) =>
      !found.slice(0, place).some((other) => other.index + other.text.length > one.index),
  );
  const length = taken.find(
    ({ index, text: words, minutes }) =>
      minutes >= SHORTEST_MINUTES &&
      minutes <= LONGEST_MINUTES &&
      isLength(text, index, index + words.length),
  );
  return length ?? null;
};
