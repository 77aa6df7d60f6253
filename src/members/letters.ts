import type { Db } from "#src/db/connect.ts";
import type { Invitation } from "#src/db/queries/invitations.ts";
import { findPerson, listMemberships } from "#src/db/queries/members.ts";
import { findAccount, findMailbox } from "#src/delivery/accounts.ts";
import type { PushChannels } from "#src/delivery/push-channels.ts";
import type { Language } from "#src/domain/facts.ts";
import type { Phrasebook } from "#src/phrases/phrasebook.ts";

interface LetterDeps {
  readonly db: Db;
  readonly channels: PushChannels;
  readonly secretsKey: Buffer;
  readonly phrases: Phrasebook;
  readonly newId: () => string;
}

/** Letters of the house to the people who work with it, through an account of their organization. */
export interface Letters {
  /** Whether the letter was taken; false where no account for e-mail is connected, or it fails. */
  invite(of: Inviting, invitation: Invitation, link: string): Promise<boolean>;
  /** The same, for somebody who asked for a new password. */
  resetPassword(personId: string, link: string): Promise<boolean>;
}

interface Inviting {
  readonly id: string;
  readonly name: string;
  readonly locale: Language;
}

interface Letter {
  readonly organizationId: string;
  readonly sender: string;
  readonly address: string;
  readonly language: Language;
  readonly text: string;
}

const sendTimeoutMs = 10_000;

export const openLetters = (deps: LetterDeps): Letters => ({
  invite: ({ id, name, locale }, { email, invited_by: invitedBy }, link) =>
    send(deps, {
      ...{ organizationId: id, sender: name, address: email, language: locale },
      text: deps.phrases.reply(locale, "letter_invitation", {
        organization: name,
        invitedBy,
        link,
      }),
    }),
  resetPassword: async (personId, link) => {
    const person = await findPerson(deps.db, personId);
    if (!person) return false;
    for (const membership of await listMemberships(deps.db, personId)) {
      const language = person.language ?? membership.locale;
      const sent = await send(deps, {
        ...{ organizationId: membership.organization_id, sender: membership.organization_name },
        ...{ address: person.email, language },
        text: deps.phrases.reply(language, "letter_new_password", { name: person.name, link }),
      });
      if (sent) return true;
    }
    return false;
  },
});

const send = async (
  { db, channels, secretsKey, newId }: LetterDeps,
  { organizationId, sender, address, language, text }: Letter,
): Promise<boolean> => {
  const mailbox = await findMailbox(db, organizationId);
  const account = mailbox && (await findAccount(db, secretsKey, "email", mailbox));
  const channel = account && (await channels.find("email"));
  if (!channel) return false;
  const part = {
    ...{ address, text, language, sender, choices: [], files: [] },
    ...{ key: newId(), answers: { messageId: null, subject: null }, isOutsideWindow: false },
  };
  const { ok } = await channel.send(part, account, AbortSignal.timeout(sendTimeoutMs));
  return ok;
};
