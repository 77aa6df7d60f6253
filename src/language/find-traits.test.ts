import { describe, expect, test } from "vitest";
import { findTraits } from "./find-traits.ts";

const female = { gender: "female", languages: [] };
const male = { gender: "male", languages: [] };
const speaks = (...languages: string[]) => ({ languages });

describe("a lead asks for a woman or a man", () => {
  test.each([
    ["I'd like a female doctor", female],
    ["can I have a woman doctor please", female],
    ["I prefer a woman", female],
    ["with a woman, if possible", female],
    ["Do you have female therapists?", female],
    ["is there a lady who could do it?", female],
    ["could I be seen by a woman?", female],
    ["a female massage therapist", female],
    ["male trainer please", male],
    ["I'd rather have a man", male],
    ["I don't want a male therapist", female],
    ["bác sĩ nữ", female],
    ["bac si nu nhe", female],
    ["cho em bs nữ ạ", female],
    ["cho em thợ nữ", female],
    ["nhân viên nam", male],
    ["em muốn nhân viên nam massage", male],
    ["có nữ bác sĩ không ạ", female],
    ["ktv nữ nha", female],
    ["thợ nail nữ", female],
    ["ưu tiên nữ", female],
    ["muốn con gái làm", female],
    ["bác sĩ là nữ thì tốt", female],
    ["đừng bác sĩ nam", female],
    ["không muốn nhân viên nam", female],
    ["pt nam", male],
  ])("%s", (text, expected) => {
    expect(findTraits(text)).toEqual(expected);
  });
});

describe("a lead asks for somebody's language", () => {
  test.each([
    ["someone who speaks Vietnamese", speaks("vi")],
    ["a doctor that can speak Chinese", speaks("zh")],
    ["English-speaking dentist", speaks("en")],
    ["Do any of your doctors speak Japanese?", speaks("ja")],
    ["anyone who speaks French or German", speaks("fr", "de")],
    ["who speaks Korean?", speaks("ko")],
    ["somebody that talks french", speaks("fr")],
    ["a therapist fluent in English and Korean", speaks("en", "ko")],
    ["biết tiếng Anh", speaks("en")],
    ["nói được tiếng Hàn", speaks("ko")],
    ["bác sĩ nói tiếng Nhật", speaks("ja")],
    ["nhan vien noi tieng anh", speaks("en")],
    ["có ai biết tiếng Trung không", speaks("zh")],
    ["cho em người nói được tiếng Anh và tiếng Pháp", speaks("en", "fr")],
    ["giáo viên giỏi tiếng Đức", speaks("de")],
    ["a woman who speaks English", { gender: "female", languages: ["en"] }],
    ["bác sĩ nữ biết tiếng Anh", { gender: "female", languages: ["en"] }],
    ["female English-speaking therapist", { gender: "female", languages: ["en"] }],
    ["bs nữ nói tiếng hàn dc k", { gender: "female", languages: ["ko"] }],
  ])("%s", (text, expected) => {
    expect(findTraits(text)).toEqual(expected);
  });
});

describe("words of gender or language that ask for nobody", () => {
  test.each([
    ["I'm a woman"],
    ["I am female, 30"],
    ["as a woman I feel safe here"],
    ["em là nữ"],
    ["mình là con gái"],
    ["khách nam"],
    ["tóc nam bao nhiêu"],
    ["men's haircut"],
    ["I want a woman's haircut"],
    ["a male haircut at 9"],
    ["haircut for a man"],
    ["cắt tóc nữ"],
    ["cat toc nam luc 9h"],
    ["em muốn cắt tóc nam"],
    ["bác sĩ Nam còn lịch không"],
    ["Bác sĩ Nam ạ"],
    ["khám nam khoa"],
    ["bác sĩ nam khoa"],
    ["người Việt Nam"],
    ["do you speak English?"],
    ["can you speak Vietnamese"],
    ["I speak English"],
    ["I only speak French"],
    ["I'm an English speaker"],
    ["nói tiếng Anh được không"],
    ["bạn biết tiếng Anh không"],
    ["em không biết tiếng Anh"],
    ["1 tiếng anh nhé"],
    ["male or female is fine"],
    ["bác sĩ nam hay nữ đều được"],
    ["năm người"],
    ["quận 3, 9h ngày 3/2"],
    ["one moment"],
    ["the English lesson at 9"],
    ["học tiếng Anh"],
  ])("%s", (text) => {
    expect(findTraits(text)).toBeNull();
  });
});
