import { createAccessControl } from "better-auth/plugins/access";

import type { MemberRole } from "#src/domain/member-role.ts";

/** What roles are about. Routes say who may call them; this is what a screen may show. */
export const accessControl = createAccessControl({
  bookings: ["own", "all"],
  conversations: ["read", "write"],
  catalog: ["write"],
  accounts: ["write"],
  members: ["write", "make-owner"],
});

const sales = {
  bookings: ["own", "all"],
  conversations: ["read", "write"],
} as const;

const manager = {
  ...sales,
  catalog: ["write"],
  accounts: ["write"],
  members: ["write"],
} as const;

export const roles = {
  owner: accessControl.newRole({ ...manager, members: ["write", "make-owner"] }),
  manager: accessControl.newRole(manager),
  sales: accessControl.newRole(sales),
  provider: accessControl.newRole({ bookings: ["own"] }),
} satisfies Record<MemberRole, object>;
