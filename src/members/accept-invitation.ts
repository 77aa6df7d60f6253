import { hashPassword } from "better-auth/crypto";

import type { Tx } from "#src/db/connect.ts";
import { insertAudit } from "#src/db/queries/audit-log.ts";
import { findInvitation, type Invitation, settleInvitation } from "#src/db/queries/invitations.ts";
import {
  findMemberOfPerson,
  findPersonByEmail,
  insertMember,
  insertPerson,
} from "#src/db/queries/members.ts";
import { hashOfToken, type InviteDeps } from "./invite.ts";
import { type MemberRefusal, refuseMember } from "./member-refusal.ts";
import { changeMembers } from "./member-scope.ts";

/** Who accepts: somebody new with a password of their choice, or a person who has signed in. */
export type Accepting =
  | { readonly personId: string }
  | { readonly name: string; readonly password: string };

/** The invitation a link stands for, while it waits and has not passed. */
export const readInvitation = (
  { db, now }: Pick<InviteDeps, "db" | "now">,
  token: string,
): Promise<Invitation | undefined> => findInvitation(db, hashOfToken(token), now());

/**
 * Makes the invited person a member, once. The address is theirs: they hold the link that was sent
 * to it. Somebody who signs in already must do so, else the link would be a second password.
 */
export const acceptInvitation = async (
  deps: InviteDeps,
  token: string,
  who: Accepting,
): Promise<{ readonly ok: true; readonly memberId: string } | MemberRefusal> => {
  const { db, newId, now } = deps;
  const found = await readInvitation(deps, token);
  if (!found) return refuseMember("unknown_invitation");
  const passwordHash = "password" in who ? await hashPassword(who.password) : null;
  return changeMembers(db, { organizationId: found.organization_id }, async (tx) => {
    const invitation = await findInvitation(tx, hashOfToken(token), now());
    if (!invitation) return refuseMember("unknown_invitation");
    const personId = await personOf(tx, deps, invitation, { who, passwordHash });
    if (personId === null) return refuseMember("sign_in_first");
    if (await findMemberOfPerson(tx, invitation.organization_id, personId)) {
      return refuseMember("already_member");
    }
    const memberId = newId();
    await insertMember(tx, {
      ...{ organization_id: invitation.organization_id, id: memberId, person_id: personId },
      ...{ role: invitation.role, provider_id: invitation.provider_id, created_at: now() },
    });
    await settleInvitation(tx, invitation, "accepted");
    await insertAudit(tx, [
      {
        ...{ organization_id: invitation.organization_id, id: newId(), actor_kind: "member" },
        ...{ actor_id: memberId, actor_name: "name" in who ? who.name : invitation.email },
        ...{ action: "POST /api/join/:token", status: 200, created_at: now() },
        subject: JSON.stringify({ invitationId: invitation.id }),
      },
    ]);
    return { ok: true, memberId };
  });
};

const personOf = async (
  tx: Tx,
  { newId, now }: InviteDeps,
  { email }: Invitation,
  { who, passwordHash }: { readonly who: Accepting; readonly passwordHash: string | null },
): Promise<string | null> => {
  const known = await findPersonByEmail(tx, email);
  if ("personId" in who) return known?.id === who.personId ? who.personId : null;
  if (known || passwordHash === null) return null;
  const id = newId();
  const person = { id, name: who.name, email, passwordHash, credentialId: newId(), now: now() };
  await insertPerson(tx, person);
  return id;
};
