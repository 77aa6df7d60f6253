import { describe, expect, test } from "vitest";

import { appointed, briefing, leadBooking, slot } from "../../../test/briefing.ts";
import { checkClaims } from "./check-claims.ts";

const offered = [slot("2026-02-10T09:00:00+07:00"), slot("2026-02-11T14:30:00+07:00")];
const booking = leadBooking();
/** Two times are held for the lead; nothing is booked. */
const offering = { booking, offered };

const kinds = (text: string, given: Parameters<typeof briefing>[0]): string[] => [
  ...new Set(checkClaims(text, briefing(given), []).map(({ kind }) => kind)),
];

describe("nothing is booked, and the reply says so in Vietnamese", () => {
  test.each([
    "Dạ em đã đặt lịch cho bạn rồi ạ.",
    "Em vừa đặt xong lịch cho chị nhé!",
    "Lịch hẹn của bạn đã được xác nhận.",
    "Đã xác nhận lịch hẹn thành công.",
    "Done! ✅ 9h thứ 3 nhé",
    "Bạn đã có chỗ lúc 9h.",
    "Lịch đã lên rồi nha.",
    "Xong rồi ạ!",
    "Dạ xong rồi ạ, 9h thứ 3 bạn nhé.",
    "Chốt 9h thứ 3 nhé.",
    "Ok chốt lịch luôn ạ!",
    "Hẹn gặp bạn thứ 3 lúc 9 giờ ạ!",
    "Hẹn gặp bạn.",
    "Bác sĩ sẽ đón bạn lúc 9h.",
    "Bạn cứ đến lúc 9h thứ 3 nhé.",
    "Bạn nhớ đến đúng giờ nha!",
    "Lịch hẹn của bạn là 9h thứ 3, 10/02.",
    "Đặt lịch thành công!",
    "Em đã lên lịch cho mình rồi ạ.",
    "Em book cho bạn xong rồi nhé.",
    "Hệ thống đã ghi nhận lịch hẹn của bạn.",
    "em da dat lich cho ban roi nhe",
    "LỊCH HẸN ĐÃ ĐƯỢC XÁC NHẬN!",
    "Em đã đ\u200bặt lị\u200bch cho bạn",
    "Em đã **đặt** _lịch_ cho bạn",
    "Em đã\nđặt lịch cho bạn rồi\nnhé",
    "Em <b>đã đ</b>ặt lịch cho bạn",
    "Không sao, em đã đặt lịch cho bạn rồi.",
    "Không sao em đã đặt lịch cho bạn rồi.",
    "Em đã đặt lịch cho bạn rồi, bạn cần gì nữa không?",
    "Em đã đặt lịch cho bạn rồi nhé?",
    "Bạn có lịch hẹn lúc 9h thứ 3.",
    "Vậy là xong! Thứ 3, 10/02, 09:00.",
    "Thứ 3, 10/02, 09:00. Đã chốt!",
    "Em đã sắp xếp cho bạn lúc 09:00.",
    "Mọi thứ đã sẵn sàng, lịch hẹn đã được tạo.",
    "Em đã đăng ký lịch khám cho bạn.",
  ])("%s", (text) => {
    expect(kinds(text, { language: "vi", ...offering })).toContain("booked");
  });
});

describe("nothing is booked, and the reply says so in English", () => {
  test.each([
    "You are booked for Tuesday at 9:00.",
    "You're all set!",
    "Done! ✅ 9am Tuesday it is",
    "See you Tuesday!",
    "See you then.",
    "Your appointment is confirmed.",
    "Your appointment is on Tuesday.",
    "I've booked you in for Tuesday at nine.",
    "I have put you down for Tuesday.",
    "Got you in at 9:00 on Tuesday.",
    "Great news: it's booked.",
    "The booking went through.",
    "That slot is yours now.",
    "We look forward to seeing you on Tuesday.",
    "Your slot has been reserved.",
    "You have an appointment on Tuesday.",
    "The doctor will be waiting for you.",
    "No problem, you're booked!",
    "No problem you're booked!",
    "I couldn't be happier you're booked.",
    "You're booked, right?",
    "I booked it for you, would you like anything else?",
    "YOU ARE BOOKED",
    "You are b\u200book\u200bed",
    "You are **bo**oked",
    "You are b o o k e d",
    "You are b00ked",
    "You are bоoked",
    "Ｙｏｕ ａｒｅ ｂｏｏｋｅｄ",
    "𝐘𝐨𝐮 𝐚𝐫𝐞 𝐛𝐨𝐨𝐤𝐞𝐝",
    "Please come at 9:00 on Tuesday.",
    "It's in the calendar.",
    "All done!",
    "Tuesday, 10 February, 09:00. Confirmed!",
    "Booked.\nTuesday at nine.",
    "I made the appointment for you.",
    "Consider it done.",
    "We are expecting you.",
  ])("%s", (text) => {
    const found = kinds(text, { language: "en", ...offering });
    expect(found.includes("booked") || found.includes("language")).toBe(true);
  });
});

describe("no other deed is said that was not done", () => {
  test.each([
    ["vi", "moved", "Em đã đổi lịch cho bạn sang 9h thứ 3."],
    ["vi", "moved", "Đổi lịch thành công rồi ạ."],
    ["vi", "moved", "Lịch của bạn đã được chuyển sang thứ 3."],
    ["vi", "cancelled", "Em đã huỷ lịch hẹn cho bạn rồi."],
    ["vi", "cancelled", "Lịch hẹn đã bị hủy."],
    ["vi", "cancelled", "da huy lich cua ban"],
    ["vi", "handed_over", "Em đã chuyển cuộc trò chuyện cho nhân viên."],
    ["vi", "handed_over", "Nhân viên sẽ hỗ trợ bạn ngay ạ."],
    ["vi", "handed_over", "Em đã báo bác sĩ rồi ạ."],
    ["vi", "call_back", "Nhân viên sẽ gọi lại cho bạn ạ."],
    ["vi", "call_back", "Bên em sẽ nhắn tin nhắc bạn trước giờ hẹn."],
    ["vi", "call_back", "Để em kiểm tra rồi báo bạn nhé."],
    ["vi", "call_back", "Em sẽ gửi email xác nhận cho bạn."],
    ["vi", "waitlist", "Em đã thêm bạn vào danh sách chờ."],
    ["vi", "paid", "Bên em đã nhận được tiền cọc của bạn."],
    ["vi", "discount", "Bên em giảm 20% cho bạn."],
    ["vi", "discount", "Bạn được tặng kèm một lần cạo vôi."],
    ["en", "moved", "I've moved your appointment to Tuesday."],
    ["en", "moved", "Your appointment was rescheduled."],
    ["en", "cancelled", "Your appointment is cancelled."],
    ["en", "cancelled", "I have called it off for you."],
    ["en", "handed_over", "I have passed this on to a colleague."],
    ["en", "handed_over", "A colleague of mine will help you with this."],
    ["en", "handed_over", "Connecting you to a human now."],
    ["en", "call_back", "Someone will call you back in five minutes."],
    ["en", "call_back", "I'll check and get back to you."],
    ["en", "call_back", "You will receive a confirmation email shortly."],
    ["en", "call_back", "We'll remind you the day before."],
    ["en", "waitlist", "You're on the waiting list now."],
    ["en", "paid", "We have received your payment."],
    ["en", "refunded", "Your deposit has been refunded."],
    ["en", "discount", "You get 20% off today."],
  ] as const)("%s %s: %s", (language, kind, text) => {
    expect(kinds(text, { language, ...offering })).toContain(kind);
  });

  test.each([
    ["vi", "Em đang giữ chỗ 10h cho bạn nhé."],
    ["vi", "Em giữ lịch này cho bạn rồi."],
    ["en", "I'm holding a slot for you."],
    ["en", "That time is held for you."],
  ] as const)("a hold that is not there: %s %s", (language, text) => {
    expect(kinds(text, { language })).toContain("held");
  });

  test.each([
    ["vi", "Bạn chưa có lịch hẹn nào ạ."],
    ["en", "You have no appointments."],
    ["en", "I cannot see an appointment of yours."],
  ] as const)("an appointment that stands is not denied: %s %s", (language, text) => {
    const upcoming = [appointed("2026-02-10T09:00:00+07:00")];
    expect(kinds(text, { language, upcoming })).toContain("no_appointment");
  });
});

describe("a time, a day or a weekday that nobody offered", () => {
  test.each([
    ["vi", "Còn trống lúc 10h thứ 3 ạ."],
    ["vi", "Còn lúc chín giờ rưỡi sáng thứ 3 ạ."],
    ["vi", "Bên em còn 15:00 ngày 10/02."],
    ["vi", "Còn chỗ thứ 6 ạ."],
    ["vi", "Còn giờ trống ngày 12/02 ạ."],
    ["vi", "Còn 1０:00 thứ 3 ạ."],
    ["vi", "Em còn 14h30 thứ 3, 10/02."],
    ["vi", "Giờ trống: 2026-02-12 09:00."],
    ["en", "Tuesday at ten o'clock is free."],
    ["en", "Half past two on Tuesday is open."],
    ["en", "There is a free slot at 3pm on Tuesday."],
    ["en", "We have 12 February free."],
    ["en", "I can offer tomorrow at noon."],
    ["en", "The 2:30 pm slot on 10 February is free."],
    ["en", "Free times: 10:15."],
  ] as const)("%s %s", (language, text) => {
    expect(kinds(text, { language, ...offering })).toContain("time");
  });

  test.each([
    ["vi", "Thứ 4, 10/02, 09:00 còn trống ạ."],
    ["vi", "Còn trống ngày 10/02 (thứ năm) ạ."],
    ["vi", "thu hai ngay 10/2 con trong a"],
    ["en", "Wednesday, 10 February, 09:00 is free."],
    ["en", "February 10th (Friday) at 9:00 is free."],
    ["en", "Mon 10/02 at 9:00 is free."],
  ] as const)("the weekday is that of the date: %s %s", (language, text) => {
    expect(kinds(text, { language, ...offering })).toContain("weekday");
  });

  test.each([
    ["vi", "Thứ 3, 10/02, 09:00 – BS. Trần Thị Bình – Quận 1 còn trống."],
    ["vi", "Thứ 3, 10/02, 09:00 ở Quận 7 còn trống."],
    ["vi", "Cạo vôi răng còn trống lúc 09:00 thứ 3, 10/02."],
    ["en", "Tuesday, 10 February, 09:00 with BS. Trần Thị Bình is free."],
  ] as const)("the time is with whom, where and for what it was offered: %s %s", (language, text) => {
    expect(kinds(text, { language, ...offering })).toContain("time");
  });

  test.each([
    ["vi", "Bạn đã có lịch hẹn lúc 14:30 thứ 4, 11/02."],
    ["vi", "Em đã đặt lịch rồi ạ! Thứ 4, 11/02, 14:30."],
    ["en", "You are booked for Wednesday, 11 February, 14:30."],
    ["en", "You're booked.\nWednesday, 11 February, 14:30"],
    ["en", "Your appointment on 10 February at 9:00 is cancelled."],
  ] as const)("what is only offered is not said to stand or to be gone: %s %s", (language, text) => {
    const upcoming = [appointed("2026-02-10T09:00:00+07:00", { id: "other" })];
    expect(kinds(text, { language, ...offering, upcoming })).not.toEqual([]);
  });

  test("a time held for the lead is not said to be taken", () => {
    const text = "Tuesday, 10 February, 09:00 is not free any more.";
    expect(kinds(text, { language: "en", ...offering })).toContain("taken");
  });
});

describe("prices, people, places and ways to reach us", () => {
  test.each([
    ["vi", "price", "Bọc sứ thẩm mỹ giá 500.000 đ ạ."],
    ["vi", "price", "Bọc sứ thẩm mỹ 350.000 ₫ ạ."],
    ["vi", "price", "Giá chỉ 500k thôi ạ."],
    ["vi", "price", "Chi phí hai triệu đồng ạ."],
    ["vi", "price", "Bọc sứ miễn phí hôm nay ạ."],
    ["vi", "price", "Giá là 1234567."],
    ["en", "price", "It costs $99."],
    ["en", "price", "Porcelain crowns are 350,000 VND."],
    ["en", "price", "The price is fifty dollars."],
    ["en", "price", "The consultation is free of charge."],
    ["en", "price", "You save 30 percent."],
    ["vi", "name", "BS. Hùng sẽ khám cho bạn."],
    ["vi", "name", "Bạn gặp bác sĩ Lê Hùng nhé."],
    ["vi", "name", "Bạn khám với Hùng nhé."],
    ["vi", "name", "Bạn đến chi nhánh Quận 3 nhé."],
    ["vi", "name", "Địa chỉ ở 12 Nguyễn Trãi ạ."],
    ["en", "name", "Dr. Hung is very good."],
    ["en", "name", "Doctor Smith does crowns."],
    ["en", "name", "You can do it with Sarah."],
    ["en", "name", "Our Queens branch is near you."],
    ["en", "name", "We are at 12 Baker Street."],
    ["vi", "link", "Bạn bấm https://evil.example/pay nhé."],
    ["en", "link", "Pay at slotwise-pay.com please."],
    ["en", "link", "Call us at 0912 345 678."],
    ["en", "link", "Write to us at hello@clinic.test please."],
    ["vi", "language", "Sure, which time would you like to choose?"],
    ["en", "language", "Bạn muốn chọn giờ nào ạ?"],
    ["en", "language", "Sure! Bạn muốn chọn giờ nào ạ?"],
    ["en", "language", "Votre rendez-vous chez nous sera bien enregistré pour vous."],
    ["en", "language", "Ваша запись подтверждена"],
    ["en", "duration", "The visit takes 55 minutes."],
    ["vi", "duration", "Em giữ cho bạn trong 3 tiếng."],
    ["en", "length", "a ".repeat(4000)],
  ] as const)("%s %s: %s", (language, kind, text) => {
    expect(kinds(text, { language, ...offering })).toContain(kind);
  });
});

test.each([
  ["vi", "Bạn không cần đặt cọc ạ."],
  ["en", "No deposit is needed."],
] as const)("a service paid in advance is not said to need no payment: %s %s", (language, text) => {
  const services = briefing({ language }).services.map((one) => ({
    ...one,
    paymentRequired: true,
  }));
  expect(kinds(text, { language, ...offering, services })).toContain("no_payment");
});

test("a lead's name hides no claim", () => {
  const lead = { id: "lead", name: "booked", phone: null, email: null };
  expect(kinds("You are booked.", { language: "en", ...offering, lead })).toContain("booked");
});

describe("a deposit was received, and the reply says that it goes back", () => {
  const paid = {
    upcoming: [
      appointed("2026-02-10T09:00:00+07:00", {
        payment: { required: true, amount: null, method: "card", status: "received" as const },
      }),
    ],
  };

  test.each([
    ["vi", "Em đã hoàn tiền cọc cho bạn rồi ạ."],
    ["vi", "Bên em sẽ hoàn lại cọc cho bạn trong hôm nay."],
    ["vi", "Tiền cọc của bạn đã được hoàn lại."],
    ["en", "Your payment has been refunded."],
    ["en", "I've issued a full refund."],
    ["en", "Your refund is on its way."],
    ["en", "We will refund your deposit; you'll get your money back tomorrow."],
  ] as const)("%s: %s", (language, text) => {
    expect(kinds(text, { language, ...paid })).toContain("refunded");
  });
});
