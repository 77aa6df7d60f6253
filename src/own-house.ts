import { randomBytes } from "node:crypto";

import { listMemberships } from "#src/db/queries/members.ts";
import { makeFirstOwner } from "#src/sign-in/first-owner.ts";
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

/** `npm run owner -- --reset <email>`: a new password, told once; every session ends. */
export const resetPassword = async (house: House, args: readonly string[]): Promise<string> => {
  const [command, email, more] = args;
  if (command !== "--reset" || email === undefined) {
    throw new Error(
      "Say whose password: npm run owner -- --reset <email> [--without-second-factor]",
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
