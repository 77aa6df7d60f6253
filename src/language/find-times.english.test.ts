import { describe, expect, test } from "vitest";
import { findTimes } from "./find-times.ts";
import { en, read } from "./told-times.ts";

const expectRead = (text: string, expected: string) =>
  expect(read(text, en)).toEqual(expected.split(", "));

describe("days as they are typed", () => {
  test.each([
    ["2moro 3pm", "instant 06/02 15:00"],
    ["wensday 10am", "instant 11/02 10:00"],
    ["thrusday arvo", "interval 12/02 12:00 → 12/02 18:00"],
    ["firday pm pls", "interval 06/02 12:00 → 06/02 18:00"],
    ["february twenty-fourth", "instant 24/02 00:00 → 25/02 00:00"],
    ["a week from tomorrow", "instant 13/02 00:00 → 14/02 00:00"],
    ["two weeks from Monday", "instant 23/02 00:00 → 24/02 00:00"],
    ["a fortnight today", "instant 19/02 00:00 → 20/02 00:00"],
    ["weekend after next", "interval 21/02 00:00 → 23/02 00:00"],
    ["later next week", "interval 13/02 00:00 → 16/02 00:00"],
    ["in a day or two", "interval 06/02 00:00 → 08/02 00:00"],
    ["eod friday", "interval 06/02 15:00 → 06/02 18:00"],
    ["midmorning monday", "interval 09/02 09:00 → 09/02 11:00"],
  ])("%s", expectRead);
});

describe("hours as they are typed", () => {
  test.each([
    ["7a tomorrow", "instant 06/02 07:00"],
    ["9a", "instant 06/02 09:00"],
    ["fri 6 feb 10.30am", "instant 06/02 10:30"],
    ["half 9 tomorrow", "instant 06/02 09:30"],
    ["1430 tomorrow", "instant 06/02 14:30"],
    ["915 tmr", "instant 06/02 09:15"],
    ["5 to 3 tomorrow", "instant 06/02 14:55"],
    ["in an hour and a half", "instant 05/02 11:30"],
    ["right now", "after 05/02 10:00"],
    ["3-4 tomorrow", "interval 06/02 15:00 → 06/02 16:00"],
    ["9 till 11 Monday", "interval 09/02 09:00 → 09/02 11:00"],
    ["3pm or later on Monday", "after 09/02 15:00"],
    ["no earlier than monday", "after 09/02 00:00"],
    ["friday at the latest", "before 07/02 00:00"],
  ])("%s", expectRead);
});

describe("several options", () => {
  test.each([
    [
      "Tue or Thu morning",
      "interval 10/02 06:00 → 10/02 12:00, interval 12/02 06:00 → 12/02 12:00",
    ],
    ["tues/thurs 9am", "instant 10/02 09:00, instant 12/02 09:00"],
    ["9 or 10 on Tuesday", "instant 10/02 09:00, instant 10/02 10:00"],
    ["monday at 10 or tuesday at 2", "instant 09/02 10:00, instant 10/02 14:00"],
  ])("%s", expectRead);
});

describe("what is ruled out or corrected", () => {
  test.each([
    ["Tuesday at 9, actually 10", "instant 10/02 10:00"],
    ["Tuesday, no wait, Wednesday", "instant 11/02 00:00 → 12/02 00:00"],
    ["wed 2pm no 3pm", "instant 11/02 15:00"],
    ["move it from 9 to 10", "instant 06/02 10:00"],
    ["not 9 but 10 tomorrow", "instant 06/02 10:00"],
    ["any day but Friday", "instant 06/02 00:00 → 07/02 00:00 excluded"],
    ["any weekday but Tuesday", "instant 10/02 00:00 → 11/02 00:00 excluded"],
    [
      "can't on Mondays or Tuesdays",
      "instant 09/02 00:00 → 10/02 00:00 excluded, instant 10/02 00:00 → 11/02 00:00 excluded",
    ],
    ["Monday's no good", "instant 09/02 00:00 → 10/02 00:00 excluded"],
    [
      "friday works but not the morning",
      "instant 06/02 00:00 → 07/02 00:00, interval 06/02 06:00 → 06/02 12:00 excluded",
    ],
    [
      "Tuesday instead of Monday",
      "instant 10/02 00:00 → 11/02 00:00, instant 09/02 00:00 → 10/02 00:00 excluded",
    ],
    [
      "next week except Friday",
      "instant 09/02 00:00 → 16/02 00:00, instant 13/02 00:00 → 14/02 00:00 excluded",
    ],
    ["tomorrow at 10, not 11", "instant 06/02 10:00, instant 06/02 11:00 excluded"],
    ["why not Monday?", "instant 09/02 00:00 → 10/02 00:00"],
  ])("%s", expectRead);
});

describe("words and numbers that are no times", () => {
  test.each([
    "flat 7a",
    "4a",
    "5th avenue",
    "3rd floor",
    "for the first time",
    "dob 12/5/1990",
    "up to 3 of us",
    "my 6-year-old needs a checkup",
    "tooth number 14",
    "2 fillings",
    "between 100 and 200 dollars",
    "we wed last year",
    "not right now",
  ])("%s", (text) => {
    expect(findTimes(text, en)).toEqual([]);
  });
});

describe("talk of the day wishes for no time", () => {
  test.each([
    "how are you today?",
    "hope you're doing well today",
    "it is freezing outside today",
    "what a lovely day today",
  ])("%s", (text) => {
    expect(findTimes(text, en)).toEqual([]);
  });
});

describe("stretches of days, and a day to the hour", () => {
  test.each([
    ["from Saturday until the end of next week", "interval 07/02 00:00 → 16/02 00:00"],
    ["tomorrow through the weekend", "interval 06/02 00:00 → 09/02 00:00"],
    ["weekdays only", "interval 09/02 00:00 → 14/02 00:00"],
    ["a day from now", "instant 06/02 10:00"],
    ["tomorrow 11 instead of 10", "instant 06/02 11:00"],
  ])("%s", (text, expected) => {
    expect(read(text, en)[0]).toBe(expected);
  });

  test.each(["a monday in may", "weekdays around 5pm"])("%s: asked which", (text) => {
    expect(findTimes(text, en)).toMatchObject([{ certain: false }]);
  });

  test("French friends are no Monday", () => {
    expect(findTimes("merci mon ami", en)).toEqual([]);
  });
});

describe("each end of a stretch has its own part of day", () => {
  test.each([
    ["from 8 in the morning until 2pm tomorrow", "interval 06/02 08:00 → 06/02 14:00"],
    ["late-morning tomorrow", "interval 06/02 10:00 → 06/02 12:00"],
    ["the week of the 23rd", "instant 23/02 00:00 → 02/03 00:00"],
  ])("%s", expectRead);
});
