import type { Db, Tx } from "#src/db/connect.ts";
import {
  countOwners,
  deleteMember,
  findMember,
  type Member,
  updateMember,
} from "#src/db/queries/members.ts";
import { endSessionsIn } from "#src/db/queries/sessions.ts";
import { mayGrant } from "#src/domain/member-role.ts";
import { type MemberRefusal, refuseMember } from "./member-refusal.ts";
import {
  changeMembers,
  faultInStanding,
  type MemberEditor,
  type Standing,
} from "./member-scope.ts";

type Edited = { readonly ok: true; readonly member: Member } | MemberRefusal;

/** Gives a member another role, or links them to another provider. */
export const changeMember = (
  db: Db,
  editor: MemberEditor,
  id: string,
  wish: { readonly [Field in keyof Standing]?: Standing[Field] | undefined },
): Promise<Edited> =>
  changeMembers(db, editor, async (tx) => {
    const member = await findMember(tx, editor.organizationId, id);
    if (!member) return refuseMember("unknown_member");
    const role = wish.role ?? member.role;
    const kept = role === "provider" ? member.provider_id : null;
    const standing = { role, providerId: wish.providerId === undefined ? kept : wish.providerId };
    const fault =
      (await faultInChange(tx, editor, member, role !== "owner")) ??
      (await faultInStanding(tx, editor, standing));
    if (fault) return fault;
    await updateMember(tx, member, standing);
    const changed = await findMember(tx, editor.organizationId, id);
    if (!changed) throw new Error(`member ${id} vanished as it was changed`);
    return { ok: true, member: changed };
  });

/** Takes somebody out of the organization; their sessions here end with it. */
export const removeMember = (db: Db, editor: MemberEditor, id: string): Promise<Edited> =>
  changeMembers(db, editor, async (tx) => {
    const member = await findMember(tx, editor.organizationId, id);
    if (!member) return refuseMember("unknown_member");
    const fault = await faultInChange(tx, editor, member, true);
    if (fault) return fault;
    await deleteMember(tx, member);
    await endSessionsIn(tx, member);
    return { ok: true, member };
  });

/** Signs a member out of this organization everywhere. */
export const endMemberSessions = (db: Db, editor: MemberEditor, id: string): Promise<Edited> =>
  changeMembers(db, editor, async (tx) => {
    const member = await findMember(tx, editor.organizationId, id);
    if (!member) return refuseMember("unknown_member");
    if (!mayGrant(editor.role, member.role)) return refuseMember("role_too_high");
    await endSessionsIn(tx, member);
    return { ok: true, member };
  });

const faultInChange = async (
  tx: Tx,
  editor: MemberEditor,
  member: Member,
  unmakesOwner: boolean,
): Promise<MemberRefusal | null> => {
  if (!mayGrant(editor.role, member.role)) return refuseMember("role_too_high");
  const isLast =
    unmakesOwner && member.role === "owner" && (await countOwners(tx, editor.organizationId)) === 1;
  return isLast ? refuseMember("last_owner") : null;
};
