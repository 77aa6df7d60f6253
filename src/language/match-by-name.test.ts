import { expect, test } from "vitest";
import { matchByName } from "./match-by-name.ts";

const services = [
  { id: "crown", names: ["Bọc sứ thẩm mỹ", "porcelain crown"] },
  { id: "whitening", names: ["Tẩy trắng răng", "teeth whitening"] },
  { id: "wisdom", names: ["Nhổ răng khôn", "wisdom tooth removal"] },
  { id: "scaling", names: ["Cạo vôi răng", "lấy cao răng"] },
  { id: "braces", names: ["Niềng răng thẩm mỹ", "braces"] },
];

test.each([
  ["Tôi muốn bọc sứ cho răng cửa", "crown"],
  ["boc su", "crown"],
  ["cho em tay trang nha", "whitening"],
  ["teeth whitenig", "whitening"],
  ["nho rang khon dau khong", "wisdom"],
  ["wisdom teeth", "wisdom"],
  ["lấy cao răng", "scaling"],
  ["niềng", "braces"],
])("“%s” names the service %s", (text, id) => {
  expect(matchByName(text, services)).toMatchObject({ id });
});

test("a word two services share is ambiguous", () => {
  expect(matchByName("thẩm mỹ", services)).toEqual({ ambiguous: ["braces", "crown"] });
});

test.each([
  "tôi muốn đặt lịch",
  "hello",
  "răng",
  "",
  "giá bao nhiêu",
])("“%s” names nothing", (text) => {
  expect(matchByName(text, services)).toBeNull();
});
