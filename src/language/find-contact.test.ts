import { describe, expect, test } from "vitest";
import { blankContact, findContact } from "./find-contact.ts";

test.each([
  ["tôi tên là Lan, sđt 0912 345 678", { name: "Lan", phone: "+84912345678" }],
  ["tên em là trần thị mai nhé 0987.654.321", { name: "trần thị mai", phone: "+84987654321" }],
  [
    "mình là Nguyễn Văn An, email An.Nguyen@example.com",
    { name: "Nguyễn Văn An", email: "an.nguyen@example.com" },
  ],
  [
    "my name is john smith and my number is +1 415 555 2671",
    { name: "john smith", phone: "+14155552671" },
  ],
  ["I'm Anna", { name: "Anna" }],
  ["84912345678", { phone: "+84912345678" }],
  ["Em là khách mới", {}],
  ["I am interested in botox", {}],
  ["9h30 ngày 10/2/2026", {}],
])("%s", (text, expected) => {
  expect(findContact(text)).toEqual(expected);
});

test("a bare name counts only when a name was asked for", () => {
  expect(findContact("dạ Nguyễn Thị Hoa ạ", { expectName: true })).toEqual({
    name: "Nguyễn Thị Hoa",
  });
  expect(findContact("Nguyễn Thị Hoa")).toEqual({});
  expect(findContact("không", { expectName: true })).toEqual({});
});

describe("blankContact", () => {
  test.each([
    ["Số điện thoại của em là 0912345678 ạ", /^□+ ạ$/u],
    ["Em tên Nguyễn Thị Lan, số 0912345678", /^□+,□+$|^□+, □+$/u],
    ["trám răng 9h, sđt 0912 345 678 nhé", /^trám răng 9h, ?□+ nhé$/u],
    ["My name is Mai, tomorrow please", /^□+, tomorrow please$/u],
    ["em là Mai, mai em rảnh", /^□+, mai em rảnh$/u],
    ["email em là lan@example.com", /^□+$/u],
    ["sáng 6/2 lúc 9 giờ", /^sáng 6\/2 lúc 9 giờ$/u],
  ])("“%s”", (text, left) => {
    const blanked = blankContact(text, "VN");
    expect(blanked).toMatch(left);
    expect(blanked).toHaveLength(text.length);
  });
});
