/** A call asks twice; all calls to a house come from a few addresses of Twilio's. */
export const callLimits = { config: { rateLimit: { max: 600, timeWindow: "1 minute" } } };
