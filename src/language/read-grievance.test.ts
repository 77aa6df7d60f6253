import { describe, expect, test } from "vitest";
import { foldVietnamese } from "./normalise-text.ts";
import { type Grievance, readGrievances } from "./read-grievance.ts";

const bothWays = (text: string): readonly string[] => [text, foldVietnamese(text)];

describe("a Vietnamese message with a grievance is heard with diacritics and without", () => {
  test.each<[string, Grievance]>([
    ["Tôi muốn khiếu nại về bác sĩ", "complaint"],
    ["em rất thất vọng", "complaint"],
    ["chị không hài lòng chút nào", "complaint"],
    ["thái độ lồi lõm", "complaint"],
    ["nhân viên thiếu chuyên nghiệp", "complaint"],
    ["phòng khám lừa đảo", "complaint"],
    ["em bị biến chứng sau khi nhổ răng", "complaint"],
    ["Cho em xin hoàn tiền", "refund"],
    ["hoàn lại cọc cho em", "refund"],
    ["trả lại tiền cho tôi", "refund"],
    ["tôi muốn lấy lại tiền", "refund"],
    ["giảm giá cho em được không", "haggling"],
    ["bớt chút nha", "haggling"],
    ["đang có khuyến mãi không ạ", "haggling"],
  ])("%s: %s", (text, grievance) => {
    for (const written of bothWays(text)) expect(readGrievances(written)).toContain(grievance);
  });

  test.each(["dịch vụ tệ quá", "Phục vụ chán thật"])("%s, with its diacritics", (text) => {
    expect(readGrievances(text)).toContain("complaint");
  });
});

describe("an English message with a grievance is heard", () => {
  test.each<[string, Grievance]>([
    ["I want to make a complaint", "complaint"],
    ["This is unacceptable!", "complaint"],
    ["The staff were so rude", "complaint"],
    ["terrible service last time", "complaint"],
    ["I'm not happy with the result", "complaint"],
    ["Can I get a refund?", "refund"],
    ["I want my money back", "refund"],
    ["how do I get my deposit back", "refund"],
    ["Any discount for students?", "haggling"],
    ["that is too expensive", "haggling"],
  ])("%s: %s", (text, grievance) => {
    expect(readGrievances(text)).toContain(grievance);
  });
});

describe("an ordinary message has no grievance", () => {
  test.each([
    "Tôi muốn khám tổng quát",
    "em bị đau chân răng",
    "em bị tê quá sau khi nhổ răng",
    "với điều kiện là buổi sáng",
    "trả tiền mặt được không",
    "nhổ răng khôn có biến chứng gì không",
    "đổi lịch sang thứ 4 giúp em",
    "huỷ lịch giúp em",
    "I have a terrible toothache",
    "My name is Sue",
    "Please cancel my appointment",
    "what is the worst time of the day for parking",
    "How much is teeth whitening?",
    "Can I pay by card?",
  ])("%s", (text) => {
    for (const written of bothWays(text)) {
      expect(readGrievances(written)).toEqual([]);
    }
  });
});
