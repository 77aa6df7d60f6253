import type { MemberRole } from "#src/domain/member-role.ts";

/**
 * Who may call a route. `desk`: everybody but providers; `managers`: managers and owners. With
 * `everyone` providers come too, and `own` says how what they reach is narrowed:
 * - `bookings`: to their own appointments and the leads of these, by the use cases and queries;
 * - `self`: to the person behind the provider;
 * - `shared`: not at all, because nothing of any provider, lead or booking is in it.
 */
export type Access =
  | { readonly to: "desk" | "managers" }
  | { readonly to: "everyone"; readonly own: "bookings" | "self" | "shared" };

const mayCall: Readonly<Record<Access["to"], readonly MemberRole[]>> = {
  everyone: ["owner", "manager", "sales", "provider"],
  desk: ["owner", "manager", "sales"],
  managers: ["owner", "manager"],
};

export const isOpenTo = ({ to }: Access, role: MemberRole): boolean => mayCall[to].includes(role);

export const desk: Access = { to: "desk" };
export const managers: Access = { to: "managers" };
