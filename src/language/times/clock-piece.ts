import type { ClockPiece } from "./piece.ts";

type Half = ClockPiece["half"];

/** An hour and minute as said; impossible values are kept and marked, so the reply can ask back. */
export const clockPiece = (
  hour: number,
  minute: number | undefined,
  half: Half = "open",
): ClockPiece => {
  const impossible = hour > 24 || (minute ?? 0) > 59 || (hour === 24 && (minute ?? 0) > 0);
  const settled = half === "open" && (hour > 12 || hour === 0) ? "24h" : half;
  return {
    type: "clock",
    hour,
    minute: minute ?? 0,
    half: settled,
    grain: minute === undefined ? "hour" : "minute",
    ...(impossible && { impossible: true }),
  };
};

/** So many minutes before or after a full hour: "9h kém 15", "quarter past two". */
export const shiftedClock = (hour: number, minutes: number, half: Half = "open"): ClockPiece => {
  const total = hour * 60 + minutes;
  const wrapped = total <= 0 ? total + 12 * 60 : total;
  return clockPiece(Math.floor(wrapped / 60), wrapped % 60, half);
};
