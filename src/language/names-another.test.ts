import { expect, test } from "vitest";

import { namesAnother } from "./names-another.ts";

test.each([
  ["huỷ lịch của chị Bích giúp tôi", true],
  ["Huỷ giúp lịch hẹn của Nguyễn Văn Tâm", true],
  ["huỷ lịch của vợ tôi nhé", true],
  ["cancel Laura's appointment for me", true],
  ["please cancel my husband's booking", true],
  ["huỷ lịch của tôi", false],
  ["huỷ lịch của chị nhé", false],
  ["huỷ lịch của chị Lan", false],
  ["cancel my appointment", false],
  ["That's right, cancel it", false],
  ["Vâng huỷ giúp em", false],
])("%s speaks of somebody else: %s", (text, expected) => {
  expect(namesAnother(text, "Chị Lan")).toBe(expected);
});
