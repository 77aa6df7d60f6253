import { expect, test } from "vitest";
import { detectLanguage } from "./detect-language.ts";
import { findContact } from "./find-contact.ts";
import { findDuration } from "./find-duration.ts";
import { findName, readBareName } from "./find-name.ts";
import { findParty } from "./find-party.ts";
import { findRecurrence } from "./find-recurrence.ts";
import { findTimes } from "./find-times.ts";
import { findTraits } from "./find-traits.ts";
import { matchByName } from "./match-by-name.ts";
import { normaliseText } from "./normalise-text.ts";
import { readContactWish } from "./read-contact-wish.ts";
import { readLinkWords } from "./read-link-words.ts";
import { readOptOut } from "./read-opt-out.ts";
import { readReply } from "./read-reply.ts";
import { readSeriesScope } from "./read-series-scope.ts";
import { vi } from "./told-times.ts";

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  normaliseText,
  detectLanguage,
  readContactWish,
  readLinkWords,
  readOptOut,
  findTimes: (text) => findTimes(text, vi),
  readReply: (text) => readReply(text, { ...vi, asked: "confirm_slot" }),
  findParty,
  findDuration,
  findRecurrence,
  findTraits,
  findContact: (text) => findContact(text, { country: "VN", expectName: true }),
  findName,
  readBareName,
  readSeriesScope,
  matchByName: (text) => matchByName(text, [{ id: "a", names: ["Nhổ răng khôn"] }]),
};

// Every one is the beginning of what some pattern looks for, over and over.
const SEEDS =
  "a|9|9 |1-|0.|12/|9:|h|t2 |thứ |thứ 2 |mai |từ 9 |đến |không |not |or |hoặc |at |5 to |in a |the first |next |(|+84 |- |, |sinh 1|@|a@b.|ddatwj|e\u0301|\u200B|9\uFE0F\u20E3|😀|em qua |hủy rồi |chuyển lịch a |move a b c |change it |cancel |đổi qua |có a |được a |mỗi tuần |every day |2 người |60 phút |bác sĩ ".split(
    "|",
  );
// Far above what a quiet machine needs, far below what a pattern gone wrong takes.
const MOST_MS = 1000;

test.each(
  Object.entries(READERS),
)("%s is quick whatever is repeated in a megabyte", (_name, read) => {
  read("warm up");
  const slow = SEEDS.flatMap((seed) => {
    const text = seed.repeat(1_000_000 / seed.length);
    const started = performance.now();
    read(text);
    const took = performance.now() - started;
    return took > MOST_MS ? [`${JSON.stringify(seed)} took ${Math.round(took)} ms`] : [];
  });
  expect(slow).toEqual([]);
});
