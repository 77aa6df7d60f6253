/** Characters stored of one message; channels refuse longer ones before they come here. */
const MOST_CHARS = 20_000;
/** Bytes of a channel's own data kept with a message, as JSON. */
const MOST_CHANNEL_DATA_BYTES = 4096;

// Everything a keyboard cannot mean; tab and line feed are words of a message.
const CONTROL = /[\p{Cc}--[\t\n]]/gv;
// PostgreSQL's jsonb has no NUL and no half of a surrogate pair.
const NOT_FOR_JSONB = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/** The words as they are stored: NFC, line feeds, no control characters, bounded. */
export const receivedText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROL, "")
    .normalize("NFC")
    .slice(0, MOST_CHARS)
    .toWellFormed()
    .trim();

/** JSON for the column, or null when there is none, or it is too large or cannot be stored. */
export const receivedChannelData = (data: unknown): string | null => {
  const json = data === undefined || data === null ? undefined : JSON.stringify(data);
  if (json === undefined || NOT_FOR_JSONB.test(json)) return null;
  return Buffer.byteLength(json) > MOST_CHANNEL_DATA_BYTES ? null : json;
};
