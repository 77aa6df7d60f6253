import type { FastifyRequest } from "fastify";

const reading = new Set(["GET", "HEAD", "OPTIONS"]);

/** Where pages of ours come from: the public address, or without one the address that was called. */
export const ownOrigin = (
  { protocol, host }: Pick<FastifyRequest, "protocol" | "host">,
  publicUrl: string | null,
): string => (publicUrl === null ? `${protocol}://${host}` : new URL(publicUrl).origin);

/**
 * Whether a request with a cookie was made by a page of ours. Browsers send the cookie with
 * whatever page asks, so a write must also say where it comes from: by `Origin`, or by
 * `Sec-Fetch-Site`. What says neither is no browser of today, and is refused.
 */
export const isFromOurPages = (request: FastifyRequest, publicUrl: string | null): boolean => {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (reading.has(request.method)) return true;
  return origin === undefined ? site === "same-origin" : origin === ownOrigin(request, publicUrl);
};
