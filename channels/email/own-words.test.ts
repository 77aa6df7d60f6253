import { expect, test } from "vitest";

import { ownWords } from "./own-words.ts";

test.each([
  [
    "Gmail, Vietnamese",
    "Dạ được ạ.\n\nVào Th 2, 23 thg 11, 2026 vào lúc 10:05 Hoa Mai <a@b.example> đã viết:\n\n> Chào",
  ],
  [
    "Gmail, Vietnamese, broken over two lines, no empty line before",
    "Dạ được ạ.\nVào Th 2, 23 thg 11, 2026 vào lúc 10:05 Nha khoa Hoa Mai <\na@b.example> đã viết:\n> Chào",
  ],
  [
    "Yahoo, Vietnamese, not marked",
    "Dạ được ạ.\n\nVào lúc 10:05:12 GMT+7 Thứ Hai, 23 tháng 11, 2026, Hoa Mai <a@b.example> đã viết:\n\nChào bạn!\n\nBạn chọn giờ nào?",
  ],
  [
    "Apple Mail, English",
    "Dạ được ạ.\n\n> On Nov 23, 2026, at 10:05, Hoa Mai <a@b.example> wrote:\n> \n> Chào",
  ],
  [
    "Gmail, English",
    "Dạ được ạ.\n\nOn Mon, Nov 23, 2026 at 10:05 AM Hoa Mai <a@b.example> wrote:\n> Chào",
  ],
  [
    "Outlook, English",
    "Dạ được ạ.\n\nFrom: Hoa Mai <a@b.example>\nSent: Monday, November 23\nTo: Lan\nSubject: Re\n\nChào\n\n2",
  ],
  [
    "Outlook, Vietnamese",
    "Dạ được ạ.\n________________________________\nTừ: Hoa Mai\nĐã gửi: Thứ Hai\nĐến: Lan\n\nChào",
  ],
  ["Outlook, old", "Dạ được ạ.\n\n-----Original Message-----\nFrom: Hoa Mai\n\nChào"],
  ["a Vietnamese phone", "Dạ được ạ.\n\nĐã gửi từ iPhone của tôi"],
  ["an English phone", "Dạ được ạ.\n\nSent from my iPhone"],
  ["a signature", "Dạ được ạ.\n\n-- \nLan Nguyễn\n0912 345 678"],
  ["a Vietnamese farewell", "Dạ được ạ.\n\nTrân trọng,\nLan Nguyễn"],
])("%s: only what was said now is left", (_program, letter) => {
  expect(ownWords(letter)).toBe("Dạ được ạ.");
  expect(ownWords(letter.replaceAll("\n", "\r\n"))).toBe("Dạ được ạ.");
});

test.each([
  "Vào thứ 2 em bận, em đã viết: chiều thứ 3 được ạ.",
  "Vào tuần trước em hỏi rồi,\nem đã viết:\ntrám răng chiều thứ hai",
  "Từ: 9h\nĐến: 11h sáng thứ bảy",
  "From: Hanoi\nI can come on Tuesday.",
  "Em gửi từ hôm qua mà chưa thấy trả lời.",
  "Em muốn đặt:\n\n- trám răng\n- cạo vôi\n\nChiều mai ạ.",
  "",
])("%j is left as it is", (words) => {
  expect(ownWords(words)).toBe(words);
});

test("a long letter without a quote is whole; a long line of it too", () => {
  const long = `${"Em muốn đặt lịch. ".repeat(40)}\n\n${"Chiều mai nhé. \n".repeat(400)}Hết`;
  expect(ownWords(long)).toBe(long.replace(/ +$/gmu, ""));
});

test.each([
  ["schreef", "Op schreef x\n"],
  ["skrev", "abc. x skrev y\n"],
  ["empty lines", "\n"],
  ["numbers", "0000from<"],
  ["Vietnamese", "Vào Vào Vào Vào "],
  ["headers", "Từ: \n"],
])("a megabyte of %s made to cost time costs little", (_what, piece) => {
  const began = performance.now();
  ownWords(`a\n${piece.repeat(1_000_000 / piece.length)}b`);
  expect(performance.now() - began).toBeLessThan(1_000);
});
