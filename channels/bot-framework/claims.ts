import { z } from "zod";

/** What is read of a token before anything of it is believed: whose it claims to be. */
const Claims = z.object({
  iss: z.string().default(""),
  aud: z.string().optional(),
  appid: z.string().optional(),
});

/** Null when the header holds no token that can be read. */
export const claimsOf = (authorization: unknown): z.output<typeof Claims> | null => {
  if (typeof authorization !== "string") return null;
  const [, payload = ""] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/u.exec(authorization) ?? [];
  try {
    const text = Buffer.from(payload, "base64url").toString("utf8");
    return Claims.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
