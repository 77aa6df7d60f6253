/**
 * How often an address may call, per minute, for the server's @fastify/rate-limit. Opening is
 * generous because an office is one address; a person who types writes far less than this.
 */
export const callLimits = {
  open: { config: { rateLimit: { max: 60, timeWindow: "1 minute" } } },
  write: { config: { rateLimit: { max: 120, timeWindow: "1 minute" } } },
  // A polling client asks once a second, and pages of one office share the address.
  read: { config: { rateLimit: { max: 1_200, timeWindow: "1 minute" } } },
};
