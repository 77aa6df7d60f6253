import { expect, test } from "vitest";

import { foldVietnamese } from "#src/language/normalise-text.ts";
import { templateOf } from "../../test/template-of.ts";
import { templateNames } from "../../test/world.ts";
import type { Template } from "./template.ts";

type Place = Template["locations"][number];

const weekdayNames: readonly string[] =
  "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const day = `thu [2-7]|chu nhat|${weekdayNames.join("|")}`;
const token = new RegExp(
  `(${day})(?: (?:den|to) (${day}))?|(\\d{1,2}:\\d{2})–(\\d{1,2}:\\d{2})`,
  "gu",
);

/** 1 = Monday … 7 = Sunday; Vietnamese counts Monday as the second day. */
const weekdayOf = (name: string): number =>
  name === "chu nhat"
    ? 7
    : name.startsWith("thu ")
      ? Number(name.slice(-1)) - 1
      : weekdayNames.indexOf(name) + 1;

const daysFrom = (first: string, last: string): number[] => {
  const start = weekdayOf(first);
  return Array.from({ length: weekdayOf(last) - start + 1 }, (_, index) => start + index);
};

const hoursInSentence = (sentence: string): string[] => {
  let days: number[] = [];
  let timesSeen = false;
  return [...sentence.matchAll(token)].flatMap(
    ([, first, last = first, opens = "", closes = ""]) => {
      if (first !== undefined && last !== undefined) {
        days = [...(timesSeen ? [] : days), ...daysFrom(first, last)];
        timesSeen = false;
        return [];
      }
      timesSeen = true;
      return days.map(
        (weekday) => `${weekday} ${opens.padStart(5, "0")}-${closes.padStart(5, "0")}`,
      );
    },
  );
};

/** "place weekday HH:MM-HH:MM" as an answer tells them; a sentence that names no place is of all. */
const hoursTold = (places: readonly Place[], answer: string): string[] =>
  foldVietnamese(answer)
    .split(/\.(?=\s|$)/u)
    .flatMap((sentence) => {
      const said = places.filter(({ name, aliases }) =>
        [name, ...aliases].some((one) => sentence.includes(foldVietnamese(one))),
      );
      const hours = hoursInSentence(sentence);
      return (said.length > 0 ? said : places).flatMap(({ key }) =>
        hours.map((one) => `${key} ${one}`),
      );
    })
    .toSorted();

/** The hours of the places themselves, in the same words. */
const hoursOf = (places: readonly Place[]): string[] =>
  places
    .flatMap(({ key, hours }) =>
      hours.flatMap(({ days, open }) =>
        days.flatMap((weekday) =>
          open.map(({ starts, ends }) => `${key} ${weekday} ${starts}-${ends}`),
        ),
      ),
    )
    .toSorted();

test.each(
  templateNames.flatMap((name) => [[name, "vi"] as const, [name, "en"] as const]),
)("the template %s tells the opening hours of every place (%s)", (name, language) => {
  const { knowledge, locations } = templateOf(name);
  const told = knowledge.find(({ topic }) => topic === "opening_hours")?.answer[language] ?? "";
  expect(hoursTold(locations, told)).toEqual(hoursOf(locations));
});
