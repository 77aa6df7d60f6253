import { describe, expect, test } from "vitest";
import { at, question, weekly } from "../../../test/availability-question.ts";
import { findPackageSlots, type PackageInput, type PackagePart } from "./find-package-slots.ts";
import type { Busy } from "./find-slots-input.ts";

type Difference = Parameters<typeof question>[0];

/** Somebody who gives a part of half an hour on a grid of half hours, open 09:00–12:00. */
const by = (providerId: string, { service, ...difference }: Difference = {}) => ({
  providerId,
  question: question({
    ...difference,
    service: { durationMinutes: 30, slotIntervalMinutes: 30, ...service },
  }),
});

const part = (
  options: PackagePart["options"],
  minGapMinutes = 0,
  maxGapMinutes = minGapMinutes,
): PackagePart => ({ options, minGapMinutes, maxGapMinutes });

const packages = (parts: PackagePart[], difference: Partial<PackageInput> = {}) => {
  const rangeStart = at("2026-06-10T00:00Z");
  const range = { rangeStart, rangeEnd: at("2026-06-11T00:00Z") };
  return findPackageSlots({ parts, sameProvider: false, ...range, ...difference });
};

const clock = (instant: number): string => new Date(instant).toISOString().slice(11, 16);

/** Each package as "09:00 lan, 09:30 minh". */
const shown = (...asked: Parameters<typeof packages>): string[] =>
  packages(...asked).map((slot) =>
    slot.map(({ start, providerId }) => `${clock(start)} ${providerId}`).join(", "),
  );

const taken = (start: string, end: string): { busy: Busy[] } => ({
  busy: [
    { start: at(`2026-06-10T${start}Z`), end: at(`2026-06-10T${end}Z`), kind: "booking" as const },
  ],
});

const morning = { rangeStart: at("2026-06-10T09:00Z"), rangeEnd: at("2026-06-10T09:30Z") };

describe("a sequence", () => {
  test("fits where every part follows the one before", () => {
    const parts = [part([by("lan")]), part([by("lan")]), part([by("lan")])];
    expect(shown(parts)).toEqual([
      "09:00 lan, 09:30 lan, 10:00 lan",
      "09:30 lan, 10:00 lan, 10:30 lan",
      "10:00 lan, 10:30 lan, 11:00 lan",
      "10:30 lan, 11:00 lan, 11:30 lan",
    ]);
  });

  test("is all or nothing", () => {
    const parts = [part([by("lan")]), part([by("minh", taken("09:30", "11:40"))])];
    expect(shown(parts)).toEqual([]);
    expect(shown([])).toEqual([]);
    expect(shown([part([by("lan")]), part([])])).toEqual([]);
  });

  test("keeps its first part on the grid; the others begin when they can", () => {
    const after = part([by("minh", taken("09:00", "10:10"))], 0, 60);
    expect(shown([part([by("lan")]), after], morning)).toEqual(["09:00 lan, 10:10 minh"]);
  });

  test("starts in the range and may end after it", () => {
    const parts = [part([by("lan")]), part([by("lan")])];
    expect(shown(parts, morning)).toEqual(["09:00 lan, 09:30 lan"]);
  });
});

describe("the wait between two parts", () => {
  test("is at least and at most what is allowed", () => {
    const first = part([by("lan")]);
    expect(shown([first, part([by("minh")], 15, 15)], morning)).toEqual(["09:00 lan, 09:45 minh"]);
    const late = by("minh", taken("09:00", "10:00"));
    expect(shown([first, part([late], 0, 30)], morning)).toEqual(["09:00 lan, 10:00 minh"]);
    expect(shown([first, part([late], 0, 29)], morning)).toEqual([]);
  });

  test("grows as far as a later part needs", () => {
    const parts = [
      part([by("lan")]),
      part([by("minh")], 0, 60),
      part([by("hoa", taken("09:00", "11:00"))], 0, 5),
    ];
    expect(shown(parts, morning)).toEqual(["09:00 lan, 10:25 minh, 11:00 hoa"]);
  });

  test("ends on a whole minute when something is taken to the second", () => {
    const parts = [part([by("lan")]), part([by("minh", taken("09:00", "09:40:20"))], 0, 30)];
    expect(shown(parts, morning)).toEqual(["09:00 lan, 09:41 minh"]);
  });
});

describe("who gives the parts", () => {
  test("may be anybody for each, the soonest first", () => {
    const second = part([by("minh", taken("09:00", "09:50")), by("hoa")], 0, 30);
    expect(shown([part([by("lan")]), second], morning)).toEqual(["09:00 lan, 09:30 hoa"]);
  });

  test("is one person where that is asked", () => {
    const parts = [part([by("lan"), by("minh")]), part([by("minh")])];
    expect(shown(parts, morning)).toEqual(["09:00 lan, 09:30 minh"]);
    expect(shown(parts, { ...morning, sameProvider: true })).toEqual(["09:00 minh, 09:30 minh"]);
    const apart = [part([by("lan")]), part([by("minh")])];
    expect(shown(apart, { sameProvider: true })).toEqual([]);
  });
});

describe("buffers", () => {
  const cleaned = { service: { bufferAfter: 10 } };

  test("keep two parts of one person apart, and two people do not mind", () => {
    const second = part([by("lan", cleaned)], 0, 30);
    expect(shown([part([by("lan", cleaned)]), second], morning)).toEqual(["09:00 lan, 09:40 lan"]);
    const other = part([by("minh", cleaned)], 0, 30);
    expect(shown([part([by("lan", cleaned)]), other], morning)).toEqual(["09:00 lan, 09:30 minh"]);
    expect(shown([part([by("lan", cleaned)]), part([by("lan", cleaned)], 0, 9)])).toEqual([]);
  });

  test("stand only around the whole where one person gives it", () => {
    const both = { service: { bufferBefore: 5, bufferAfter: 10 } };
    const parts = [part([by("lan", both)]), part([by("lan", both)])];
    const [slot] = packages(parts, { ...morning, sameProvider: true });
    expect(slot?.map(({ blocked }) => `${clock(blocked.start)}–${clock(blocked.end)}`)).toEqual([
      "08:55–09:30",
      "09:30–10:10",
    ]);
  });

  test("of a person who comes back put off the part between", () => {
    const parts = [
      part([by("lan", { service: { bufferAfter: 60 } })]),
      part([by("minh", { service: { durationMinutes: 10 } })], 0, 60),
      part([by("lan")]),
    ];
    expect(shown(parts, morning)).toEqual(["09:00 lan, 10:20 minh, 10:30 lan"]);
  });
});

describe("the rules of each part", () => {
  test("are its own: cap, season, resources", () => {
    const first = part([by("lan")]);
    const full = { ...taken("08:00", "08:30"), service: { maxPerDay: 1 } };
    expect(shown([first, part([by("minh", full)])])).toEqual([]);
    const winter = { service: { seasons: [{ from: "12-01", to: "02-29" }] } };
    expect(shown([first, part([by("minh", winter)])])).toEqual([]);
    const resources = [{ kind: "chair", quantity: 1, pool: [taken("09:30", "10:00").busy] }];
    expect(shown([first, part([by("minh", { resources })])], morning)).toEqual([]);
  });

  test("begin anew at midnight: a full date only puts a part off to the next", () => {
    const allDay = { workingHours: weekly("1-7", "00:00", "24:00") };
    const full = { ...allDay, ...taken("08:00", "08:30"), service: { maxPerDay: 1 } };
    const parts = [part([by("lan", allDay)]), part([by("minh", full)], 0, 60)];
    const night = { rangeStart: at("2026-06-10T23:00Z"), rangeEnd: at("2026-06-10T23:01Z") };
    expect(shown(parts, night)).toEqual(["23:00 lan, 00:00 minh"]);
  });
});
