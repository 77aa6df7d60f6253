import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type FormState, openState, sealState } from "./form-state.ts";

const key = Buffer.alloc(32, 1);
const now = new Date("2026-03-02T02:00:00Z");
const organizationId = "00000000-0000-4000-8000-000000000001";
const state: FormState = {
  ...{ step: "details", organizationId, nonce: "00000000-0000-4000-8000-000000000002" },
  ...{ slotId: "slot", participants: 1 },
};
const of = { organizationId, step: "details", now } as const;

describe("the state of a form", () => {
  test("comes back as it was sealed, for two hours", () => {
    const sealed = sealState(key, state, now);
    expect(openState(key, sealed, of)).toEqual(state);
    const at = (minutes: number) => ({ ...of, now: new Date(now.getTime() + minutes * 60_000) });
    expect(openState(key, sealed, at(119))).toEqual(state);
    expect(openState(key, sealed, at(120))).toBeNull();
  });

  test("of another key, organization or step opens nothing", () => {
    const sealed = sealState(key, state, now);
    expect(openState(Buffer.alloc(32, 2), sealed, of)).toBeNull();
    const other = "00000000-0000-4000-8000-000000000003";
    expect(openState(key, sealed, { ...of, organizationId: other })).toBeNull();
    expect(openState(key, sealed, { ...of, step: "confirm" })).toBeNull();
  });

  test("with any letter changed, or anything else in its place, opens nothing", () => {
    const sealed = sealState(key, state, now);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom(..."aB9-_.="), (at, letter) => {
        const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
        const opened = openState(key, changed, of);
        // The last letter of a signature has bits that say nothing.
        if (opened !== null) expect(opened).toEqual(state);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => openState(key, text, of) === null));
  });
});
