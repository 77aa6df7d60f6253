/** What a model without function calling asks to book: the arguments of `create_booking`. */
interface MarkedBooking {
  /** YYYY-MM-DD, as the lead's calendar reads; whether the day exists is the booking rules' to say. */
  readonly date: string;
  /** HH:MM, 24 hours. */
  readonly time: string;
  readonly notes?: string;
}

const TAG = "[BOOKING_CONFIRMATION]";
const FIELD_START = "-[^\\S\\n]*(Date|Time|Location|Subject):";
const FIELD = new RegExp(`\\s*${FIELD_START}[^\\S\\n]*(.*?)(?=\\s${FIELD_START}|$)`, "imy");
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

interface Block {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly end: number;
}

const readBlock = (text: string, from: number): Block => {
  const field = new RegExp(FIELD);
  const fields: [string, string][] = [];
  let end = from;
  field.lastIndex = from;
  for (let found = field.exec(text); found !== null; found = field.exec(text)) {
    fields.push([(found[1] ?? "").toLowerCase(), (found[2] ?? "").trim()]);
    end = field.lastIndex;
  }
  return { fields, end };
};

const toBooking = ({ fields }: Block): MarkedBooking | null => {
  const values = new Map(fields);
  // A field said twice is a contradiction, and a contradiction books nothing.
  if (values.size !== fields.length) return null;
  const date = values.get("date") ?? "";
  const time = values.get("time") ?? "";
  if (!DATE.test(date) || !TIME.test(time)) return null;
  const notes = [values.get("subject"), values.get("location")].filter(Boolean).join(", ");
  return notes === "" ? { date, time } : { date, time, notes };
};

/**
 * Takes the legacy marker of seed 004 out of what a model wrote:
 * `[BOOKING_CONFIRMATION]` followed by `- Date: … - Time: … - Location: … - Subject: …`, on one
 * line or several, in any order; date and time are required. A date or time in any other form, a
 * field said twice, or more than one marker gives no booking. The marker and its fields leave the
 * text in every case: they are addressed to the server, not to the lead.
 */
export const takeBookingMarker = (
  text: string,
): { readonly text: string; readonly booking: MarkedBooking | null } => {
  const kept: string[] = [];
  const blocks: Block[] = [];
  let from = 0;
  for (let at = text.indexOf(TAG); at !== -1; at = text.indexOf(TAG, from)) {
    const block = readBlock(text, at + TAG.length);
    kept.push(text.slice(from, at));
    blocks.push(block);
    from = block.end;
  }
  const [first, ...more] = blocks;
  if (first === undefined) return { text, booking: null };
  kept.push(text.slice(from));
  return {
    // The line break keeps two halves of a nested marker from closing into a new one.
    text: kept
      .join("\n")
      .replace(/\n[^\S\n]*\n\s*/g, "\n\n")
      .trim(),
    booking: more.length === 0 ? toBooking(first) : null,
  };
};
