import { Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";

import { MemberAnswer, type MemberRecord } from "#src/http/contract/members.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { useTexts } from "../texts/language.ts";
import { providersQuery } from "./catalog-queries.ts";
import { peopleTexts } from "./people-texts.ts";
import classes from "./set-up.module.css";
import { RowMove } from "./thing-row.tsx";
import { useAct } from "./use-act.ts";

type Member = z.output<typeof MemberRecord>;

/** A member: their role, and how they leave. */
export const MemberRow = ({ member }: { readonly member: Member }) => {
  const texts = useTexts(peopleTexts);
  const me = useQuery(meQuery).data;
  const providers = useQuery(providersQuery).data?.providers ?? [];
  const { act, busy } = useAct();
  const { member_id: id, name, email, role, provider_id, two_factor_enabled } = member;
  const isMe = me?.member_id === id;
  const at = `/members/${id}`;
  // A provider's role is given with the person behind it, which the invitation does.
  const roles = Object.entries(texts.roles).filter(
    ([value]) =>
      value === role || (value !== "provider" && (value !== "owner" || me?.role === "owner")),
  );
  const change = (next: string | null): void => {
    if (next === null || next === role) return;
    const body = { role: next, ...(role === "provider" && { providerId: null }) };
    void act(() => ask(MemberAnswer, "PATCH", at, { body }));
  };
  const remove = (): void => {
    if (window.confirm(texts.removeSure(name))) void act(() => ask(z.unknown(), "DELETE", at));
  };
  const provider = providers.find((one) => one.provider_id === provider_id);
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Text fw={600}>
          {name} {isMe && <Text span c="var(--quiet)">{`(${texts.you})`}</Text>}
        </Text>
        <Text size="sm" c="var(--quiet)">
          {[email, provider?.name, two_factor_enabled ? texts.twoFactor : texts.noTwoFactor]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      </div>
      <Select
        w={150}
        aria-label={`${texts.role}: ${name}`}
        data={roles.map(([value, label]) => ({ value, label }))}
        value={role}
        onChange={change}
        disabled={busy}
        allowDeselect={false}
      />
      {!isMe && (
        <div className={classes.rowMoves}>
          <RowMove
            label={texts.signOut}
            {...{ name, busy }}
            act={() =>
              void act(() => ask(z.unknown(), "DELETE", `${at}/sessions`), texts.signedOut)
            }
          />
          <RowMove label={texts.remove} {...{ name, busy }} act={remove} />
        </div>
      )}
    </li>
  );
};
