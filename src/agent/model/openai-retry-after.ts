const milliseconds = (text: string | null, unit: number): number | null => {
  if (text === null || !/^\d+(?:\.\d+)?$/.test(text.trim())) return null;
  return Number(text) * unit;
};

/**
 * How long the endpoint asks to be left alone, in ms; null when it does not say. Reads
 * `retry-after-ms` (OpenAI, Azure) and `Retry-After` in seconds or as a date (RFC 9110 §10.2.3);
 * a date is measured against the answer's own `Date`, so no clock has to agree with the server's.
 */
export const retryAfterMs = (headers: Headers): number | null => {
  const stated =
    milliseconds(headers.get("retry-after-ms"), 1) ??
    milliseconds(headers.get("retry-after"), 1000);
  if (stated !== null) return stated;
  const wait = Date.parse(headers.get("retry-after") ?? "") - Date.parse(headers.get("date") ?? "");
  return Number.isNaN(wait) ? null : Math.max(0, wait);
};
