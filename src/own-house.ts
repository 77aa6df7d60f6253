import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { z } from "zod";

import { listMemberships } from "#src/db/queries/members.ts";
import { isTimezone } from "#src/domain/is-timezone.ts";
import { foldVietnamese } from "#src/language/normalise-text.ts";
import { makeFirstOwner, makeOrganization } from "#src/sign-in/first-owner.ts";
import { resetOwner } from "#src/sign-in/reset-owner.ts";
import type { Config } from "./config.ts";
import type { House } from "./start-house.ts";

const depsOf = ({ db, turns: { now, newId } }: House) => ({ db, now, newId, random: randomBytes });

/**
 * Lines that tell how to sign in, at the start that made the first owner; none at any later one.
 * They hold a password, so they are for the terminal and never for the log.
 */
export const introduceOwner = async (
  house: House,
  { OWNER_EMAIL }: Pick<Config, "OWNER_EMAIL">,
): Promise<readonly string[]> => {
  const made = await makeFirstOwner(depsOf(house), OWNER_EMAIL);
  if (made === null) return [];
  const { email, password } = made;
  return password === null
    ? [`${email} owns the organizations that had no owner.`]
    : [`Sign in with ${email} and the password ${password} (shown only now).`];
};

/** What an organization starts with where nobody says otherwise; a template brings its own. */
const usual = {
  vi: { timezone: "Asia/Ho_Chi_Minh", currency: "VND" },
  en: { timezone: "America/New_York", currency: "USD" },
} as const;

const NewHouse = z.object({
  new: z.string({ error: "--new: the name of the business" }).trim().min(1).max(200),
  email: z.email({ error: "--email: the address the owner signs in with" }).toLowerCase(),
  language: z.enum(["vi", "en"], { error: "--language: vi or en" }),
  timezone: z
    .string()
    .refine(isTimezone, "--timezone: an IANA timezone such as Asia/Ho_Chi_Minh")
    .exactOptional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/u, "--currency: an ISO 4217 code such as VND")
    .exactOptional(),
});

/** "Nha khoa Mỹ Đình" as "nha-khoa-my-dinh": what addresses of its pages end with. */
const slugOf = (name: string): string =>
  foldVietnamese(name.toLowerCase())
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .slice(0, 60) || "business";

/** `npm run owner -- --new "<name>"`: an organization that offers nothing yet, and who owns it. */
export const openOrganization = async (
  house: House,
  { OWNER_EMAIL }: Pick<Config, "OWNER_EMAIL">,
  args: readonly string[],
): Promise<string> => {
  const option = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { new: option, email: option, language: option, timezone: option, currency: option },
  });
  const read = NewHouse.safeParse({ email: OWNER_EMAIL, language: "vi", ...values });
  if (!read.success) throw new Error(read.error.issues.map(({ message }) => message).join("\n"));
  const { new: name, email, language: locale, ...own } = read.data;
  const slug = slugOf(name);
  const made = await makeOrganization(
    depsOf(house),
    { slug, name, locale, ...usual[locale], ...own },
    email,
  );
  if (made === null)
    throw new Error(`There is an organization ${slug} already: choose another name.`);
  const password =
    made.password === null ? "their password" : `the password ${made.password} (shown only now)`;
  return `${name} is made, and offers nothing yet. Its slug is ${slug}.
Sign in to the console with ${email} and ${password}, choose ${name} in the menu of your account,
and start at Set-up.`;
};

/** `npm run owner -- --reset <email>`: a new password, told once; every session ends. */
export const resetPassword = async (house: House, args: readonly string[]): Promise<string> => {
  const [command, email, more] = args;
  if (command !== "--reset" || email === undefined) {
    throw new Error(
      `Say whose password: npm run owner -- --reset <email> [--without-second-factor]
or the name of a new business: npm run owner -- --new "<name>" [--email <owner>] [--language vi|en]`,
    );
  }
  const withoutSecondFactor = more === "--without-second-factor";
  const reset = await resetOwner(depsOf(house), { email, withoutSecondFactor });
  if (reset === null) throw new Error(`Nobody signs in with ${email}.`);
  const memberships = await listMemberships(house.db, reset.personId);
  const places = memberships.map(({ slug, role }) => `${slug} (${role})`).join(", ");
  return `New password of ${email}, shown only now; every session of theirs has ended:
${reset.password}
Member of: ${places || "no organization"}`;
};
