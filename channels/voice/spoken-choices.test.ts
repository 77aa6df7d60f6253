import { describe, expect, test } from "vitest";

import { pressedChoice, spoken, spokenChoice } from "./spoken-choices.ts";

const choices = ["Trám răng 🦷", "Nhổ răng", "Niềng răng"].map((label, at) => ({
  ...{ id: `s${at}`, label },
}));

describe("what is said", () => {
  test("names the choices by number, in the language of the conversation", () => {
    const message = { text: "Bạn cần gì ạ?", choices };
    expect(spoken(message, "vi")).toBe(
      "Bạn cần gì ạ? Nói một: Trám răng. Nói hai: Nhổ răng. Nói ba: Niềng răng.",
    );
    expect(spoken({ ...message, text: "What is it?" }, "en")).toContain("Say two: Nhổ răng.");
  });

  test("says a choice once that is a line of the text, too", () => {
    const text = "Còn các giờ sau:\n1. Trám răng 🦷\n2. Nhổ răng\n3. Niềng răng\nBạn chọn gì ạ?";
    expect(spoken({ text, choices }, "vi")).toBe(
      "Còn các giờ sau: Bạn chọn gì ạ? Nói một: Trám răng. Nói hai: Nhổ răng. Nói ba: Niềng răng.",
    );
  });

  test("names nine choices at most", () => {
    const many = Array.from({ length: 12 }, (_one, at) => ({ id: `${at}`, label: `giờ ${at}` }));
    expect(spoken({ text: "", choices: many }, "vi").match(/Nói/gu)).toHaveLength(9);
  });
});

describe("what is heard", () => {
  test.each([
    ["hai", "s1"],
    ["Hai ạ.", "s1"],
    ["số hai", "s1"],
    ["Chọn số 2", "s1"],
    ["2", "s1"],
    ["Two.", "s1"],
    ["option two please", "s1"],
    ["một", "s0"],
    ["bốn", null],
    ["hai giờ chiều", null],
    ["hai mươi", null],
    ["thứ hai", null],
    ["Nhổ răng", null],
    ["", null],
  ])("%j presses %j", (words, id) => {
    expect(spokenChoice(words, choices)?.id ?? null).toBe(id);
  });

  test("a key presses the choice of its number and nothing else", () => {
    expect(pressedChoice("3", choices)?.id).toBe("s2");
    for (const digit of ["0", "4", "*", "#"]) expect(pressedChoice(digit, choices)).toBeNull();
  });
});
