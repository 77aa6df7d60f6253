const HIGHEST = 2_147_483_647;

/**
 * The number of the last message a client has. Clients send back what they were given; before the
 * first message they send nothing, an empty text or "-". Null when it is something else.
 */
export const readWatermark = (watermark: string | undefined): number | null => {
  if (watermark === undefined || watermark === "" || watermark === "-") return 0;
  const seq = /^\d{1,10}$/.test(watermark) ? Number(watermark) : Number.NaN;
  return seq <= HIGHEST ? seq : null;
};
