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

const clinic = [
  { id: "checkup", names: ["Khám tổng quát", "khám răng định kỳ", "tư vấn răng"] },
  { id: "implant", names: ["Tư vấn cấy ghép răng", "implant"] },
  { id: "pulp", names: ["Lấy tủy", "root canal"] },
  { id: "cut", names: ["Cắt tóc"] },
  { id: "cut-child", names: ["Cắt tóc trẻ em"] },
];

test.each([
  ["cho em tư vấn cấy ghép răng sáng mai", "implant"],
  ["tu van cay ghep rang", "implant"],
  ["cắt tóc trẻ em chiều nay", "cut-child"],
  ["lấy tủy", "pulp"],
])("“%s” is the one whose whole name is said: %s", (text, id) => {
  expect(matchByName(text, clinic)).toMatchObject({ id });
});

test("a second service beside a whole name stays a second one", () => {
  expect(matchByName("khám tổng quát hay lấy tủy", clinic)).toHaveProperty("ambiguous");
});

test.each([
  "lấy cái này nha",
  "em lấy giờ đó",
  "chọn cái đầu",
  "làm cái đó đi",
  "take that one",
  "get me that",
])("“%s” picks something and names no service", (text) => {
  const verbs = [
    ...services,
    { id: "pulp", names: ["Lấy tủy"] },
    { id: "makeup", names: ["Make-up dự tiệc", "take-down braids"] },
  ];
  expect(matchByName(text, verbs)).toBeNull();
});

const people = [
  { id: "dung", names: ["BS. Lê Thuỳ Dung"] },
  { id: "linh", names: ["Linh Tran"] },
];

test.each([
  ["đúng rồi", null],
  ["dạ đúng", null],
  ["bs Dung", "dung"],
  ["bac si dung", "dung"],
  ["cô Thuỳ Dung nhé", "dung"],
  ["chị Linh", "linh"],
  ["với cô Linh ấy", "linh"],
])("“%s” names the person %s", (text, id) => {
  const found = matchByName(text, people);
  expect(found && "id" in found ? found.id : null).toBe(id);
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
