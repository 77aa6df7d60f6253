import type { Analytics } from "#src/analytics/read-analytics.ts";
import type { analyticsTables } from "../contract/analytics.ts";

type Cell = string | number | null;

/** Begins what a spreadsheet would run as a formula (OWASP, CSV injection). */
const runs = /^[=+\-@\t\r]/u;

const showCell = (cell: Cell): string => {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const harmless = runs.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** RFC 4180 with a byte order mark, by which spreadsheets know that it is UTF-8. */
export const toCsv = (rows: readonly Readonly<Record<string, Cell>>[], names: readonly string[]) =>
  `\uFEFF${[names.join(","), ...rows.map((row) => names.map((name) => showCell(row[name] ?? null)).join(","))].join("\r\n")}\r\n`;

type Table = (typeof analyticsTables)[number];

const summaryOf = ({ figures, before }: Analytics) => {
  const earlier: Readonly<Record<string, Cell>> = before.figures;
  return Object.entries(figures).map(([figure, value]) => ({
    figure,
    value,
    before: earlier[figure] ?? null,
  }));
};

const columns: Readonly<Record<Table, readonly string[]>> = {
  summary: ["figure", "value", "before"],
  course: [
    ...["start", "inquiries", "confirmed", "completed", "no_show", "cancelled", "rescheduled"],
  ],
  reasons: ["kind", "reason", "count"],
  demand: ["service_id", "name", "inquiries", "won", "appointments"],
  popular_times: ["weekday", "hour", "appointments"],
  channels: [
    ...["channel", "inquiries", "won", "conversations", "alone", "assisted", "handed_over"],
  ],
  utilisation: ["provider_id", "name", "booked_minutes", "open_minutes"],
};

/** One table of an answer as CSV; columns are named as in the contract. */
export const analyticsCsv = (analytics: Analytics, table: Table): string =>
  toCsv(table === "summary" ? summaryOf(analytics) : analytics[table], columns[table]);
