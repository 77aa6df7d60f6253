import type { FastifyInstance } from "fastify";
import { z } from "zod";

import { listMembers, type Member } from "#src/db/queries/members.ts";
import { changeMember, endMemberSessions, removeMember } from "#src/members/edit-member.ts";
import { desk, managers } from "../access.ts";
import { ok } from "../answer.ts";
import { editorOf } from "../auth.ts";
import { RemovedAnswer } from "../contract/catalog-affected.ts";
import { Id } from "../contract/formats.ts";
import { MemberAnswer, MemberChange, MemberList, type MemberRecord } from "../contract/members.ts";
import { memberRefused } from "../member-refused.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

const tag = "Members";
const OneMember = z.object({ id: Id });

/** The people of an organization and what each may do. */
export const mountMembers = (http: FastifyInstance, { db }: Pick<ServerDeps, "db">): void => {
  const show = async (organizationId: string): Promise<z.output<typeof MemberRecord>[]> =>
    (await listMembers(db, organizationId)).map(toMemberRecord);

  mountRoute(http, {
    method: "GET",
    url: "/members",
    tag,
    summary: "Who belongs to the organization",
    access: desk,
    answers: { 200: MemberList },
    run: async ({ call }) => ok({ success: true, members: await show(call.organization.id) }),
  });

  mountRoute(http, {
    method: "PATCH",
    url: "/members/:id",
    tag,
    summary: "Change what a member may do, or whom they are as a provider",
    access: managers,
    params: OneMember,
    body: MemberChange,
    answers: { 200: MemberAnswer },
    run: async ({ call, params: { id }, body }) => {
      const changed = await changeMember(db, editorOf(call), id, body);
      if (!changed.ok) return memberRefused(changed, call);
      const member = (await show(call.organization.id)).find(({ member_id }) => member_id === id);
      if (!member) throw new Error(`member ${id} vanished after it was changed`);
      return ok({ success: true, member });
    },
  });

  for (const { url, summary, act } of removals) {
    mountRoute(http, {
      ...{ method: "DELETE", url, tag, summary },
      access: managers,
      params: OneMember,
      answers: { 200: RemovedAnswer },
      run: async ({ call, params: { id } }) => {
        const done = await act(db, editorOf(call), id);
        return done.ok ? ok({ success: true }) : memberRefused(done, call);
      },
    });
  }
};

const removals = [
  {
    url: "/members/:id",
    summary: "Remove a member; they are signed out of the organization at once",
    act: removeMember,
  },
  {
    url: "/members/:id/sessions",
    summary: "Sign a member out of the organization everywhere",
    act: endMemberSessions,
  },
];

const toMemberRecord = (
  row: Member & { readonly two_factor_enabled: boolean | null },
): z.output<typeof MemberRecord> => ({
  member_id: row.id,
  name: row.name,
  email: row.email,
  role: row.role,
  provider_id: row.provider_id,
  two_factor_enabled: row.two_factor_enabled ?? false,
  created_at: row.created_at.toISOString(),
});
