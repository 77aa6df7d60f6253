import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeBookingMarker } from "./booking-marker.ts";

const lines = (date: string, time: string) =>
  `[BOOKING_CONFIRMATION]\n- Date: ${date}\n- Time: ${time}\n- Location: Phòng khám Quận 3\n- Subject: Tẩy trắng răng`;

describe("the legacy booking marker", () => {
  it("becomes a booking and leaves the text", () => {
    const marked = takeBookingMarker(
      `Em đặt lịch cho chị nhé.\n\n${lines("2026-11-24", "09:00")}\n\nHẹn gặp chị!`,
    );
    expect(marked).toEqual({
      text: "Em đặt lịch cho chị nhé.\n\nHẹn gặp chị!",
      booking: {
        date: "2026-11-24",
        time: "09:00",
        notes: "Tẩy trắng răng, Phòng khám Quận 3",
      },
    });
  });

  it("is read when all of it stands on one line", () => {
    const marked = takeBookingMarker(
      "Booked! [BOOKING_CONFIRMATION] - Date: 2026-11-24 - Time: 14:30 - Location: Main St - Unit 2 - Subject: Storm damage",
    );
    expect(marked).toEqual({
      text: "Booked!",
      booking: { date: "2026-11-24", time: "14:30", notes: "Storm damage, Main St - Unit 2" },
    });
  });

  it("needs no location and no subject", () => {
    const marked = takeBookingMarker(
      "[BOOKING_CONFIRMATION]\r\n- Time: 14:30\r\n- Date: 2026-11-24\r\n",
    );
    expect(marked).toEqual({ text: "", booking: { date: "2026-11-24", time: "14:30" } });
  });

  it.each([
    ["24/11/2026", "09:00"],
    ["2026-13-01", "09:00"],
    ["2026-1-1", "09:00"],
    ["tomorrow", "09:00"],
    ["thứ ba tuần sau", "09:00"],
    ["2026-11-24 or 2026-11-25", "09:00"],
    ["2026-11-24", "9:00"],
    ["2026-11-24", "24:00"],
    ["2026-11-24", "2 pm"],
    ["2026-11-24", "9 giờ sáng"],
    ["2026-11-24", "09:00-10:00"],
    ["", "09:00"],
    ["2026-11-24", ""],
  ])("books nothing on the date %j and the time %j, and still leaves the text", (date, time) => {
    expect(takeBookingMarker(`Done.\n${lines(date, time)}`)).toEqual({
      text: "Done.",
      booking: null,
    });
  });

  it("books nothing when a date or a time is missing, said twice, or marked twice", () => {
    const one = lines("2026-11-24", "09:00");
    expect(takeBookingMarker("[BOOKING_CONFIRMATION]").booking).toBeNull();
    expect(takeBookingMarker("[BOOKING_CONFIRMATION]\n- Date: 2026-11-24").booking).toBeNull();
    expect(takeBookingMarker(`${one}\n- Date: 2026-11-25`).booking).toBeNull();
    expect(takeBookingMarker(`${one}\n${one}`)).toEqual({ text: "", booking: null });
  });

  it("takes only its own fields, not a list that follows", () => {
    const marked = takeBookingMarker(`${lines("2026-11-24", "09:00")}\n- Mang theo CCCD`);
    expect(marked.text).toBe("- Mang theo CCCD");
  });

  it("leaves a text without the marker as it is", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes("[BOOKING_CONFIRMATION]"));
        expect(takeBookingMarker(text)).toEqual({ text, booking: null });
      }),
    );
  });

  it("never stays in the text, however it is nested or repeated", () => {
    const piece = fc.constantFrom(
      "[BOOKING_CONFIRMATION]",
      "[BOOKING_",
      "CONFIRMATION]",
      "\n- Date: 2026-11-24",
      " - Time: 09:00",
      " ",
      "\n",
      "-",
      "chào",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(takeBookingMarker(pieces.join("")).text).not.toContain("[BOOKING_CONFIRMATION]");
      }),
    );
  });
});
