/** What a person may do in one organization, the widest first. */
export const memberRoles = ["owner", "manager", "sales", "provider"] as const;

export type MemberRole = (typeof memberRoles)[number];

/** What an API key may do: people own an organization, programs do not. */
export const keyRoles = ["manager", "sales"] as const;

export type KeyRole = (typeof keyRoles)[number];

/** Whose role may be given or taken by whom: a manager makes no owner and unmakes none. */
export const mayGrant = (granting: MemberRole, role: MemberRole): boolean =>
  granting === "owner" || (granting === "manager" && role !== "owner");
