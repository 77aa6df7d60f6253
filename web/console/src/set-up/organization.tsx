import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";

import { OrganizationAnswer } from "#src/http/contract/organization.ts";
import { ask } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { minuteOf, timeOf } from "./minute-of-day.ts";
import { useOrganizationFields } from "./organization-fields.ts";
import { policyTexts } from "./policy-texts.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { organizationQuery } from "./use-organization.ts";

type Organization = z.output<typeof OrganizationAnswer>["organization"];

/** Name, phone, approval mode and policy. */
export const Organization = () => {
  const texts = useTexts(policyTexts);
  const organization = useQuery(organizationQuery);
  return (
    <Section title={useTexts(setUpTexts).sections.organization} lead={texts.lead}>
      <Loaded query={organization}>
        {(told) => <OrganizationForm key={JSON.stringify(told)} told={told} />}
      </Loaded>
    </Section>
  );
};

interface OrganizationFormProps {
  readonly told: Organization;
  /** The fields that are asked here; absent: all of them. */
  readonly only?: readonly string[];
}

/** Its changes are merged into what there is, key by key. */
export const OrganizationForm = ({ told, only }: OrganizationFormProps) => {
  const queries = useQueryClient();
  const all = useOrganizationFields();
  const fields = only ? all.filter(({ name }) => only.includes(name)) : all;
  const quiet = told.policy.quietHours;
  const initial = valuesOf(fields, {
    ...told.policy,
    ...{ name: told.name, phone: told.phone, approval_mode: told.approval_mode },
    ...(quiet && { fromMinute: timeOf(quiet.fromMinute), toMinute: timeOf(quiet.toMinute) }),
  });
  const send = async (changes: Record<string, unknown>): Promise<void> => {
    await ask(OrganizationAnswer, "PATCH", "/organization", { body: toBody(changes, told) });
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["set-up"] }),
      queries.invalidateQueries({ queryKey: ["me"] }),
    ]);
  };
  return (
    <div className={`${classes.card} ${classes.padded}`}>
      <FieldsForm {...{ fields, initial, send }} />
    </div>
  );
};

/** Changes as the API takes them: name and phone, and the policy key by key. */
const toBody = (
  { name, phone, approval_mode, fromMinute, toMinute, ...policy }: Record<string, unknown>,
  { policy: { quietHours } }: Organization,
) => {
  const isQuietChanged = fromMinute !== undefined || toMinute !== undefined;
  const from = fromMinute === undefined ? quietHours?.fromMinute : minuteOf(fromMinute);
  const to = toMinute === undefined ? quietHours?.toMinute : minuteOf(toMinute);
  const isNever = from === null && to === null;
  const quiet = isNever ? null : { fromMinute: from ?? undefined, toMinute: to ?? undefined };
  return {
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(approval_mode !== undefined && { approval_mode }),
    policy: { ...policy, ...(isQuietChanged && { quietHours: quiet }) },
  };
};
