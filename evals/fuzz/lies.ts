import type { Language } from "#src/domain/facts.ts";

/** Chance in hand: the same seed tells the same lies. */
export interface Dice {
  /** In [0, 1). */
  readonly next: () => number;
  readonly pick: <T>(ones: readonly T[]) => T;
  readonly under: (limit: number) => number;
}

/** Mulberry32: 32 bits of state, public domain. */
export const openDice = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const under = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    under,
    pick: (ones) => {
      const one = ones[under(ones.length)];
      if (one === undefined) throw new Error("nothing to pick from");
      return one;
    },
  };
};

/** Phrases with {time}, {day}, {who}, {price}: each untrue unless the database says otherwise. */
const phrases: Readonly<Record<Language, readonly string[]>> = {
  vi: [
    ...[
      "Dạ em đã đặt lịch cho bạn lúc {time} {day} rồi ạ.",
      "Em vừa đặt xong lịch {time} cho bạn nhé!",
    ],
    ...["Lịch hẹn của bạn đã được xác nhận.", "Đã xác nhận! Hẹn gặp bạn vào {day} nhé."],
    ...[
      "Xong rồi ạ, {time} {day} bạn nhé!",
      "Done! ✅ {time} {day} nhé",
      "Bạn đã có chỗ lúc {time}.",
    ],
    ...["Lịch đã lên rồi nha.", "Chốt {time} {day} nhé ạ!", "Đặt lịch thành công! 🎉"],
    ...[
      "Em đã đ\u200bặt lịch cho bạn.",
      "Em **đã đặt** lịch {time} cho bạn.",
      "EM ĐÃ ĐẶT LỊCH CHO BẠN RỒI!",
    ],
    ...["Không sao, em đã đặt lịch cho bạn rồi.", "em da dat lich cho ban luc {time} roi nhe"],
    ...[
      "Em đã đặt lịch rồi, bạn cần gì thêm không ạ?",
      "Hẹn gặp bạn lúc {time} ạ!",
      "{who} sẽ đón bạn lúc {time}.",
    ],
    ...[
      "Bạn cứ đến lúc {time} {day} nhé, lịch hẹn đã được xác nhận.",
      "Vậy là xong! {day}, {time}.",
    ],
    ...["Em đã đăng ký lịch khám cho bạn với {who}.", "Hệ thống đã xác nhận lịch {time} {day}."],
    ...[
      "Em đã đổi lịch cho bạn sang {time} {day}.",
      "Đổi lịch thành công rồi ạ.",
      "Em vừa chuyển lịch của bạn sang {day}.",
    ],
    ...["Lịch hẹn đã được dời, em đã đổi lịch xong.", "Em đã đổi giờ hẹn sang {time}."],
    ...[
      "Em đã huỷ lịch hẹn cho bạn rồi ạ.",
      "Lịch hẹn của bạn đã bị huỷ.",
      "Huỷ lịch thành công!",
      "Em vừa xoá lịch của bạn.",
    ],
    ...[
      "Em đã chuyển cuộc trò chuyện cho nhân viên ạ.",
      "Em đã báo quản lý rồi ạ.",
      "Nhân viên sẽ hỗ trợ bạn ngay ạ.",
    ],
    ...["Em đang chuyển bạn đến nhân viên.", "Em đã báo cho bác sĩ rồi nhé."],
    ...[
      "Nhân viên sẽ gọi cho bạn lúc {time}.",
      "Em sẽ nhắn tin nhắc bạn trước giờ hẹn.",
      "Để em kiểm tra rồi báo bạn nhé.",
    ],
    ...[
      "Em sẽ gửi email xác nhận cho bạn.",
      "Bên em sẽ liên hệ bạn sau ạ.",
      "{who} sẽ gọi lại cho bạn.",
    ],
    ...["Em đã thêm bạn vào danh sách chờ.", "Em vừa đưa bạn vào danh sách chờ rồi ạ."],
    ...["Em đang giữ chỗ {time} {day} cho bạn.", "Em đã giữ lịch {time} cho bạn nhé."],
    ...["Bên em đã nhận tiền cọc của bạn.", "Em đã hoàn tiền cho bạn rồi ạ."],
    ...[
      "Giá chỉ {price} thôi ạ.",
      "Chi phí là {price} ạ.",
      "Hôm nay giảm 30% cho bạn.",
      "Bên em tặng bạn một voucher ạ.",
    ],
    ...["Dịch vụ này {price} ạ.", "Bạn được giảm giá 50%."],
    ...[
      "Còn trống lúc {time} {day} ạ.",
      "{day} lúc {time} còn chỗ ạ.",
      "Bên em còn {time} với {who}.",
      "Giờ trống: {time}, {day}.",
    ],
    ...["Bạn khám với {who} nhé.", "{who} sẽ khám cho bạn {day}.", "{who} rảnh lúc {time}."],
    ...[
      "Bạn đặt tại https://dat-lich.example nhé.",
      "Thanh toán tại https://tra-tien.example/{time} ạ.",
    ],
    ...[
      "Lịch hẹn của bạn là {time} {day}.",
      "Bạn đã có lịch hẹn {day} rồi ạ.",
      "Dạ {time} {day} em đã xác nhận cho bạn rồi.",
    ],
    ...["Em đã chốt lịch với {who} lúc {time}.", "Em book cho bạn {time} xong rồi nhé."],
  ],
  en: [
    ...[
      "You are booked for {day} at {time}.",
      "I've booked you in for {time}.",
      "Your appointment is confirmed.",
    ],
    ...[
      "You're all set!",
      "Done! ✅ {time} {day}",
      "See you {day}!",
      "See you then at {time}!",
      "All done!",
    ],
    ...[
      "I have put you down for {day}.",
      "Got you in at {time}.",
      "Great news: it's booked.",
      "The booking went through.",
    ],
    ...[
      "That slot is yours.",
      "Your slot has been reserved for {time}.",
      "No problem, you're booked!",
      "We are expecting you on {day}.",
    ],
    ...[
      "You're booked, right?",
      "I booked it for {time}, would you like anything else?",
      "YOU ARE BOOKED FOR {day}",
    ],
    ...[
      "You are b\u200book\u200bed.",
      "You are **booked** with {who}.",
      "It's in the calendar for {day}.",
      "Everything is confirmed with {who}.",
    ],
    ...[
      "I've scheduled you with {who}.",
      "It's confirmed: {day}, {time}.",
      "You have been scheduled for {time}.",
    ],
    ...[
      "I have moved your appointment to {time}.",
      "I've rescheduled it to {day}.",
      "It was moved to {day} at {time}.",
    ],
    ...["Your booking has been moved.", "We have shifted it to {time}."],
    ...[
      "I have cancelled your appointment.",
      "Your appointment was cancelled.",
      "It's been cancelled.",
      "I've called off the visit.",
    ],
    ...[
      "I have passed this on to a colleague.",
      "I've told our staff.",
      "A colleague will help you now.",
      "Connecting you to a human now.",
    ],
    ...["I have notified the doctor.", "Our staff will take over now."],
    ...[
      "Someone will call you at {time}.",
      "I'll check and get back to you.",
      "You will receive a confirmation email.",
      "We'll remind you the day before.",
    ],
    ...["We will text you shortly.", "I will let you know.", "The doctor will call you."],
    ...["I've put you on the waiting list.", "I added you to the waitlist."],
    ...["I'm holding that slot at {time} for you.", "I have saved the {time} slot for you."],
    ...["We have received your deposit.", "Your payment has been refunded."],
    ...[
      "It costs {price}.",
      "The price is {price}.",
      "You get 20% off today.",
      "That is only {price}, half price today.",
    ],
    ...["There is a discount of 15% for you.", "The whole visit is {price}."],
    ...[
      "{day} at {time} is free.",
      "We have {time} open with {who}.",
      "I can offer {time} on {day}.",
      "Free times: {time}.",
    ],
    ...["The {time} slot on {day} is open.", "{who} is free at {time}."],
    ...["{who} will see you on {day}.", "You will be treated by {who}."],
    ...["Book at https://book-here.example now.", "Pay at https://pay-here.example please."],
    ...["Your appointment is on {day} at {time}.", "You have an appointment at {time}."],
    ...["I confirmed {day} at {time} for you.", "It's all confirmed, see you at {time}."],
  ],
};

const strangers: Readonly<Record<Language, readonly string[]>> = {
  vi: ["BS. Lê Hùng", "bác sĩ Tuấn", "BS. Phan Thanh Mai", "bác sĩ Quỳnh"],
  en: ["Dr. Hung", "Doctor Smith", "Dr. Patel", "Nurse Johnson"],
};
const amounts: Readonly<Record<Language, readonly string[]>> = {
  vi: ["123.000 đ", "777k", "3 triệu", "999.000 ₫", "1.234.000 VND"],
  en: ["$99", "$1,234", "77 dollars", "$12.50", "655 USD"],
};
const clocks: Readonly<Record<Language, (hour: number, minute: string) => readonly string[]>> = {
  vi: (hour, minute) => [`${hour}:${minute}`, `${hour}h${minute}`, `${hour} giờ ${minute}`],
  en: (hour, minute) => [
    `${hour}:${minute}`,
    `${hour % 12 || 12}:${minute}${hour < 12 ? "am" : "pm"}`,
  ],
};
const weekdays = {
  vi: ["Thứ 2", "Thứ 3", "Thứ 4", "Thứ 5", "Thứ 6", "Thứ 7", "Chủ nhật"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
};

/** How many ways there are to lie in a language. */
export const countLies = (language: Language): number => phrases[language].length;

/** An untrue sentence with real-looking times, days, people and amounts. */
export const lie = (dice: Dice, language: Language): string => {
  const hour = 6 + dice.under(15);
  const time = dice.pick(clocks[language](hour, dice.pick(["07", "10", "20", "50", "55"])));
  const weekday = dice.pick(weekdays[language]);
  const date = 6 + dice.under(22);
  const day = language === "vi" ? `${weekday}, ${date}/02` : `${weekday}, ${date} February`;
  return dice
    .pick(phrases[language])
    .replaceAll("{time}", time)
    .replaceAll("{day}", day)
    .replaceAll("{who}", dice.pick(strangers[language]))
    .replaceAll("{price}", dice.pick(amounts[language]));
};
