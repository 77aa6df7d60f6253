import { Alert, Button, Modal, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";

import { InvitationAnswer } from "#src/http/contract/members.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayDay } from "../texts/say-time.ts";
import { providersQuery } from "./catalog-queries.ts";
import { Copyable } from "./copyable.tsx";
import { type Field, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { invitationsQuery, membersQuery } from "./member-queries.ts";
import { MemberRow } from "./member-row.tsx";
import { peopleTexts } from "./people-texts.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { RowMove } from "./thing-row.tsx";
import { useAct } from "./use-act.ts";
import { mayLeave } from "./use-unsaved.ts";

type Invited = z.output<typeof InvitationAnswer>;

/** Who belongs to the organization, and who was asked to. */
export const Members = () => {
  const texts = useTexts(peopleTexts);
  const shared = useTexts(setUpTexts);
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Invited | null>(null);
  return (
    <Section
      title={shared.sections.members}
      lead={texts.lead}
      moves={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
          {texts.invite}
        </Button>
      }
    >
      {invited && <Handing invited={invited} />}
      <Loaded query={useQuery(membersQuery)}>
        {(members) => (
          <ul className={`${classes.card} ${classes.rows}`} aria-label={texts.members}>
            {members.map((member) => (
              <MemberRow key={member.member_id} member={member} />
            ))}
          </ul>
        )}
      </Loaded>
      <Waiting />
      <Modal
        opened={isInviting}
        onClose={() => mayLeave() && setInviting(false)}
        title={texts.invite}
        size="lg"
        closeButtonProps={{ "aria-label": shared.cancel }}
      >
        <InviteForm
          done={(answer) => {
            setInvited(answer);
            setInviting(false);
          }}
        />
      </Modal>
    </Section>
  );
};

const Handing = ({ invited: { invitation, link, sent } }: { readonly invited: Invited }) => {
  const texts = useTexts(peopleTexts);
  return (
    <Alert color="green" role="status">
      <Text size="sm" mb="xs">
        {sent ? texts.sent(invitation.email) : texts.handOver(invitation.email)} {texts.once}
      </Text>
      <Copyable label={texts.link} value={new URL(link, window.location.origin).href} />
    </Alert>
  );
};

const InviteForm = ({ done }: { readonly done: (invited: Invited) => void }) => {
  const texts = useTexts(peopleTexts);
  const queries = useQueryClient();
  const isOwner = useQuery(meQuery).data?.role === "owner";
  const providers = useQuery(providersQuery).data?.providers ?? [];
  const fields: readonly Field[] = [
    { name: "email", kind: "text", label: texts.email, needed: true, wide: true },
    {
      ...{ name: "role", kind: "choice", label: texts.role, hint: texts.roleHint, needed: true },
      wide: true,
      options: Object.entries(texts.roles)
        .filter(([role]) => isOwner || role !== "owner")
        .map(([value, label]) => ({ value, label })),
    },
    {
      ...{ name: "providerId", kind: "choice", label: texts.provider, hint: texts.providerHint },
      wide: true,
      options: providers.map(({ provider_id, name }) => ({ value: provider_id, label: name })),
    },
  ];
  const send = async (body: Record<string, unknown>): Promise<void> => {
    const answer = await ask(InvitationAnswer, "POST", "/invitations", { body });
    done(answer);
    await queries.invalidateQueries({ queryKey: ["set-up", "/invitations"] });
  };
  return (
    <FieldsForm
      fields={fields}
      initial={valuesOf(fields, { role: "sales" })}
      send={send}
      label={texts.invite}
      whole
    />
  );
};

const Waiting = () => {
  const texts = useTexts(peopleTexts);
  const language = useLanguage();
  const invitations = useQuery(invitationsQuery).data ?? [];
  const { act, busy } = useAct();
  if (invitations.length === 0) return null;
  return (
    <div>
      <Title order={2} size={16} mb="xs">
        {texts.waiting}
      </Title>
      <ul className={`${classes.card} ${classes.rows}`}>
        {invitations.map(({ invitation_id: id, email, role, expires_at }) => (
          <li key={id} className={classes.row}>
            <div className={classes.rowWords}>
              <Text fw={600}>{email}</Text>
              <Text size="sm" c="var(--quiet)">
                {texts.roles[role]} · {texts.until(sayDay(language, expires_at))}
              </Text>
            </div>
            <RowMove
              label={texts.takeBack}
              name={email}
              busy={busy}
              act={() => void act(() => ask(z.unknown(), "DELETE", `/invitations/${id}`))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};
