import { createHash } from "node:crypto";

import type { Db } from "#src/db/connect.ts";
import {
  cancelInvitations,
  type Invitation,
  insertInvitation,
} from "#src/db/queries/invitations.ts";
import { findMemberOfPerson, findPersonByEmail } from "#src/db/queries/members.ts";
import { type MemberRefusal, refuseMember } from "./member-refusal.ts";
import {
  changeMembers,
  faultInStanding,
  type MemberEditor,
  type Standing,
} from "./member-scope.ts";

/** How long a link of an invitation works. */
const invitationMs = 7 * 24 * 60 * 60 * 1000;
const tokenBytes = 32;

export interface InviteDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly random: (bytes: number) => Buffer;
}

/** The stored form; a token is 256 random bits, so no slow hash is needed. */
export const hashOfToken = (token: string): string =>
  createHash("sha256").update(token).digest("hex");

/**
 * Invites somebody by e-mail address; an invitation of theirs that still waits is replaced. The
 * token is returned once and stored as its hash.
 */
export const invite = (
  { db, now, newId, random }: InviteDeps,
  editor: MemberEditor,
  { email, ...standing }: Standing & { readonly email: string },
): Promise<
  { readonly ok: true; readonly invitation: Invitation; readonly token: string } | MemberRefusal
> =>
  changeMembers(db, editor, async (tx) => {
    const { organizationId } = editor;
    const fault = await faultInStanding(tx, editor, standing);
    if (fault) return fault;
    const person = await findPersonByEmail(tx, email);
    if (person && (await findMemberOfPerson(tx, organizationId, person.id))) {
      return refuseMember("already_member");
    }
    await cancelInvitations(tx, organizationId, { email });
    const token = random(tokenBytes).toString("base64url");
    const invitation = await insertInvitation(tx, {
      ...{ organization_id: organizationId, id: newId(), email: email.toLowerCase() },
      ...{ role: standing.role, provider_id: standing.providerId },
      ...{ token_hash: hashOfToken(token), invited_by: editor.name },
      ...{ created_at: now(), expires_at: new Date(now().getTime() + invitationMs) },
    });
    return { ok: true, invitation, token };
  });
