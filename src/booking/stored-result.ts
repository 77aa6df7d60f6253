/** JSON that keeps dates: `{ "$date": "…Z" }` stands for an instant. */
export const encodeResult = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key, plain) {
    const original = this[key];
    return original instanceof Date ? { $date: original.toISOString() } : plain;
  });

/** The inverse of `encodeResult`, for JSON the driver has parsed already. */
export const decodeResult = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decodeResult);
  if (typeof value !== "object" || value === null) return value;
  if ("$date" in value && typeof value.$date === "string") return new Date(value.$date);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, decodeResult(inner)]),
  );
};
