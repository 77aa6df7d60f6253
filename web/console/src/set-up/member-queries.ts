import { queryOptions } from "@tanstack/react-query";

import { InvitationList, MemberList } from "#src/http/contract/members.ts";
import { ask } from "../api/ask.ts";

export const membersQuery = queryOptions({
  queryKey: ["set-up", "/members"],
  queryFn: async ({ signal }) => (await ask(MemberList, "GET", "/members", { signal })).members,
});
export const invitationsQuery = queryOptions({
  queryKey: ["set-up", "/invitations"],
  queryFn: async ({ signal }) =>
    (await ask(InvitationList, "GET", "/invitations", { signal })).invitations,
});
