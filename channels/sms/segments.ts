/**
 * The most UTF-16 units that leave as so many segments, when one of them is outside the GSM-7
 * alphabet, as every Vietnamese sentence has one: 140 bytes are 70 of them, and 67 where a header of
 * 6 bytes says which part of a longer message this is.
 * Source: twilio.com/docs/glossary/what-is-ucs-2-character-encoding
 */
export const mostUnicodeChars = (segments: number): number =>
  segments === 1 ? alone : segments * inRow;

const segmentBytes = 140;
const headerBytes = 6;
const unitBytes = 2;
const alone = segmentBytes / unitBytes;
const inRow = (segmentBytes - headerBytes) / unitBytes;
