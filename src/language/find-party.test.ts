import { describe, expect, test } from "vitest";
import { findParty } from "./find-party.ts";

describe("the whole party is said", () => {
  test.each([
    ["for four people", 4],
    ["a table for 2", 2],
    ["a class for 2 at 9am", 2],
    ["we are five", 5],
    ["We're 3, Saturday at noon", 3],
    ["party of 6", 6],
    ["there are 4 of us", 4],
    ["just the two of us", 2],
    ["2 adults and 1 child", 3],
    ["for 4 at 7pm", 4],
    ["a group of twelve", 12],
    ["court for 4 players on Friday", 4],
    ["book 3 spots for the yoga class", 3],
    ["3 người", 3],
    ["3ng nha", 3],
    ["3 nguoi luc 9h", 3],
    ["ba người ạ", 3],
    ["tụi em 4 đứa", 4],
    ["tụi mình đi 4", 4],
    ["cho hai vợ chồng", 2],
    ["2 vk ck e", 2],
    ["nhóm 5 người", 5],
    ["nhóm em có 5 bạn", 5],
    ["hai mẹ con em", 2],
    ["9h sáng mai, 2 người", 2],
    ["9h30 2 người", 2],
    ["2 người lớn và 1 trẻ em", 3],
    ["đặt 3 chỗ", 3],
    ["2 người à không 3 người", 3],
    ["cả hai tụi em", 2],
    ["4 guys for padel on Sunday at 5", 4],
    ["em đi cùng gia đình 4 người", 4],
    ["we'd be 4", 4],
  ])("%s", (text, size) => {
    expect(findParty(text)).toEqual({ size, certain: true });
  });
});

describe("the lead and whoever comes along are counted", () => {
  test.each([
    ["book me and two friends", 3],
    ["me and my husband", 2],
    ["my wife and I", 2],
    ["me, my husband and 2 kids", 4],
    ["I'll come with a friend", 2],
    ["bringing 3 friends", 4],
    ["with two other people", 3],
    ["me plus 3", 4],
    ["em + 1", 2],
    ["me & my bf on Tuesday", 2],
    ["my mom, my sister and me", 3],
    ["em và 2 bạn nữa", 3],
    ["em vs 2 bn nữa", 3],
    ["mình với chị gái", 2],
    ["minh voi chi gai", 2],
    ["đi cùng 2 người bạn", 3],
    ["cho em với bé nhà em", 2],
    ["em đi với mẹ", 2],
    ["em với ba mẹ", 3],
    ["vợ chồng em và 2 bé", 4],
    ["chồng với em", 2],
    ["em dẫn theo 2 bé", 3],
    ["em và thêm 1 người nữa", 2],
    ["mk vs ck mk", 2],
  ])("%s", (text, size) => {
    expect(findParty(text)).toEqual({ size, certain: true });
  });
});

describe("a number a person would ask back about", () => {
  test.each([
    ["for my two kids", 2],
    ["for my mom and dad", 2],
    ["cho 2 bé nhà em", 2],
    ["about 5 people", 5],
    ["khoảng 5 người", 5],
    ["4-5 người", 5],
    ["3 or 4 people", 4],
    ["for four please", 4],
    ["me and my kids", 3],
    ["me and a couple of friends", 3],
  ])("%s", (text, size) => {
    expect(findParty(text)).toEqual({ size, certain: false });
  });
});

describe("no party is said", () => {
  test.each([
    ["just me"],
    ["cho em"],
    ["cho em với"],
    ["9h"],
    ["9h 3/2"],
    ["table 4"],
    ["room 4"],
    ["quận 3"],
    ["2 tiếng"],
    ["for 2 hours"],
    ["an appointment for 2pm"],
    ["a table for 2:30"],
    ["class for 9am"],
    ["500k"],
    ["0901 234 567"],
    ["em 30 tuổi"],
    ["bé 3 tuổi"],
    ["lần 2"],
    ["tập 3"],
    ["buổi thứ 3"],
    ["thêm 1 người nữa"],
    ["one more person"],
    ["thứ ba người ta nghỉ"],
    ["người yêu em bảo thế"],
    ["let me check with my wife"],
    ["để em hỏi chồng"],
    ["để em bàn với chồng em"],
    ["nói chuyện với 1 người được không"],
    ["can I talk to one person"],
    ["em với chị hẹn 9h nhé"],
    ["for my mom"],
    ["cho mẹ em"],
    ["giá 1 người"],
    ["phòng chứa 20 người không"],
    ["80 people"],
    ["we're 5 minutes late"],
    ["for 9 tomorrow"],
    ["2 bạn nhân viên dễ thương"],
    ["hẹn với bác sĩ Lan"],
    ["Tuesday at 2"],
    ["my friend recommended you"],
    ["em đặt cho mẹ em, mẹ em 60 tuổi"],
    ["someone who can speak Vietnamese with my mom"],
  ])("%s", (text) => {
    expect(findParty(text)).toBeNull();
  });
});
