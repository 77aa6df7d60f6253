import { describe, expect, test } from "vitest";
import { findPackageSlots, type PackageSlot } from "#src/domain/availability/find-package-slots.ts";
import { packageOracle } from "./package-oracle.ts";
import { packageCase } from "./package-oracle-cases.ts";

/** More cases on demand: PACKAGE_CASES=50000 npx vitest run test/package-oracle.test.ts */
const CASES = Number(process.env.PACKAGE_CASES ?? 2000);

/** What the slots found must have shown in one case of a hundred, or it was not compared. */
const telling: Readonly<Record<string, (slot: PackageSlot) => boolean>> = {
  "more than two parts": (slot) => slot.length > 2,
  "several people": (slot) => new Set(slot.map(({ providerId }) => providerId)).size > 1,
  "a person who comes back after another": (slot) => {
    const people = slot.map(({ providerId }) => providerId);
    const turns = people.filter((person, index) => person !== people[index - 1]);
    return new Set(turns).size < turns.length;
  },
  "a wait between parts": (slot) =>
    slot.some(({ end }, index) => end < (slot[index + 1]?.start ?? end)),
};

describe("the packages, found by trying every person and minute", () => {
  test(
    "start where findPackageSlots says, and each one it gives keeps every rule",
    () => {
      const different: unknown[] = [];
      const seen = new Map<string, number>();
      const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
      for (let number = 0; number < CASES; number += 1) {
        const { input, around } = packageCase(number);
        const oracle = packageOracle(input, around);
        const slots = findPackageSlots(input);
        const found = slots.map((slot) => slot[0]?.start);
        const invalid = slots.filter((slot) => !oracle.isValid(slot));
        if (found.join() !== oracle.starts.join() || invalid.length > 0) {
          different.push({ number, found, expected: oracle.starts, invalid });
        }
        if (oracle.starts.length > 0) count("some start");
        if (oracle.firstStarts.length > oracle.starts.length) count("a dead end");
        for (const [what, holds] of Object.entries(telling)) {
          if (slots.some(holds)) count(what);
        }
      }
      expect(different).toEqual([]);
      for (const what of ["some start", "a dead end", ...Object.keys(telling)]) {
        expect(seen.get(what) ?? 0, what).toBeGreaterThanOrEqual(CASES / 100);
      }
    },
    60_000 + 60 * CASES,
  );
});
