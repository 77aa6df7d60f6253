import { Badge, Drawer, Select, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";

import type { ServiceRecord } from "#src/http/contract/catalog.ts";
import {
  defaultReminders,
  reminderRuleOf,
  type ToldKind,
  toldKinds,
} from "#src/http/contract/reminder-preview.ts";
import { ask } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { servicesQuery } from "./catalog-queries.ts";
import { type FieldValues, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { OrganizationForm } from "./organization.tsx";
import {
  distanceOf,
  reminderIn,
  type Said,
  saidIn,
  useReminderFields,
  valuesOfReminder,
  whenOf,
} from "./reminder-form.ts";
import { ReminderPreviewBox } from "./reminder-preview.tsx";
import { reminderTexts } from "./reminder-texts.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { RowMove } from "./thing-row.tsx";
import { organizationQuery } from "./use-organization.ts";
import { mayLeave } from "./use-unsaved.ts";

/** What one level says by itself. */
type Rules = z.output<typeof ServiceRecord>["rules"];

const quietNames = ["fromMinute", "toMinute", "reminderRepeatMinutes", "reminderAttempts"];

/** Which reminders leads get, when and in which words: everywhere, or for one service. */
export const Reminders = () => {
  const texts = useTexts(reminderTexts);
  const title = useTexts(setUpTexts).sections.reminders;
  const organization = useQuery(organizationQuery);
  const services = useQuery(servicesQuery).data?.services.filter(({ active }) => active) ?? [];
  const [serviceId, setServiceId] = useState("");
  const service = services.find(({ service_id }) => service_id === serviceId) ?? null;
  return (
    <Section title={title} lead={texts.lead}>
      <Loaded query={organization}>
        {(told) => (
          <>
            <Select
              label={texts.scope}
              description={texts.scopeHint}
              data={[
                { value: "", label: texts.everywhere },
                ...services.map(({ service_id, name }) => ({ value: service_id, label: name })),
              ]}
              value={serviceId}
              onChange={(next) => mayLeave() && setServiceId(next ?? "")}
              allowDeselect={false}
              searchable
            />
            <Kinds
              key={serviceId}
              serviceId={service?.service_id ?? null}
              usual={told.policy}
              said={service ? service.rules : told.policy}
            />
            {!service && (
              <div className={`${classes.card} ${classes.padded}`}>
                <OrganizationForm key={JSON.stringify(told)} told={told} only={quietNames} />
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
};

interface KindsProps {
  /** Null: of the organization. */
  readonly serviceId: string | null;
  /** Of the organization, complete. */
  readonly usual: Rules;
  readonly said: Rules;
}

const saidOf = (rules: Rules, kind: ToldKind): Said => rules[reminderRuleOf(kind)];

const Kinds = ({ serviceId, usual, said }: KindsProps) => {
  const texts = useTexts(reminderTexts);
  const shared = useTexts(setUpTexts);
  const [open, setOpen] = useState<ToldKind | null>(null);
  const save = useSave(serviceId, said);
  return (
    <>
      <ul className={`${classes.card} ${classes.rows}`}>
        {toldKinds.map((kind) => (
          <KindRow
            key={kind}
            kind={kind}
            said={saidOf(said, kind)}
            usual={saidOf(usual, kind)}
            edit={() => setOpen(kind)}
          />
        ))}
      </ul>
      <Drawer
        opened={open !== null}
        onClose={() => mayLeave() && setOpen(null)}
        position="right"
        size="lg"
        title={open && texts.kinds[open].name}
        closeButtonProps={{ "aria-label": shared.cancel }}
      >
        {open && (
          <KindForm
            kind={open}
            serviceId={serviceId}
            said={saidOf(said, open)}
            usual={saidOf(usual, open) ?? fallbackOf(open)}
            save={async (next) => {
              await save(open, next);
              setOpen(null);
            }}
          />
        )}
      </Drawer>
    </>
  );
};

/** What one begins with where nothing is said of a kind anywhere. */
const fallbackOf = (kind: ToldKind) =>
  defaultReminders[reminderRuleOf(kind)] ?? (kind === "recall" ? { days: 180 } : { days: 1 });

interface KindRowProps {
  readonly kind: ToldKind;
  readonly said: Said;
  readonly usual: Said;
  readonly edit: () => void;
}

const KindRow = ({ kind, said, usual, edit }: KindRowProps) => {
  const texts = useTexts(reminderTexts);
  const shared = useTexts(setUpTexts);
  const { name, does } = texts.kinds[kind];
  const counts = said === undefined ? usual : said;
  const { amount, unit } = distanceOf(counts ?? fallbackOf(kind));
  const isOn = counts !== null && counts !== undefined;
  const parts = [
    isOn && texts.says(amount, texts.units[unit], texts.when[whenOf[kind]]),
    isOn && counts.text && texts.ownWords(Object.keys(counts.text).join(", ")),
    said === undefined && texts.asBusiness,
  ];
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Text fw={600}>
          {name}{" "}
          <Badge
            size="sm"
            variant="light"
            color={isOn ? "green" : "gray"}
            c={isOn ? "var(--good)" : "var(--quiet)"}
          >
            {isOn ? texts.on : texts.modes.off}
          </Badge>
        </Text>
        <Text size="sm">{parts.filter(Boolean).join(" · ")}</Text>
        <Text size="sm" c="var(--quiet)">
          {does}
        </Text>
      </div>
      <div className={classes.rowMoves}>
        <RowMove label={shared.edit} name={name} act={edit} isPlain />
      </div>
    </li>
  );
};

interface KindFormProps {
  readonly kind: ToldKind;
  readonly serviceId: string | null;
  readonly said: Said;
  readonly usual: NonNullable<Said>;
  readonly save: (said: Said) => Promise<void>;
}

const KindForm = ({ kind, serviceId, said, usual, save }: KindFormProps) => {
  const fields = useReminderFields(kind, serviceId !== null);
  const whole = serviceId === null && said === undefined ? null : said;
  const preview = ({ mode, ...values }: FieldValues) =>
    mode !== "off" && (
      <ReminderPreviewBox
        {...{ kind, serviceId }}
        reminder={mode === "inherit" ? usual : reminderIn(values)}
      />
    );
  return (
    <FieldsForm
      fields={fields}
      initial={valuesOf(fields, valuesOfReminder(whole, usual))}
      send={(values) => save(saidIn(values))}
      whole
      preview={preview}
    />
  );
};

const Done = z.object({ success: z.literal(true) });

/** Of a service, all its rules are sent, since they are replaced. */
const useSave = (serviceId: string | null, rules: Rules) => {
  const queries = useQueryClient();
  return async (kind: ToldKind, said: Said): Promise<void> => {
    const rule = reminderRuleOf(kind);
    const { [rule]: _, ...others } = rules;
    const own = said === undefined ? {} : { [rule]: said };
    if (serviceId === null) await ask(Done, "PATCH", "/organization", { body: { policy: own } });
    else await ask(Done, "PUT", `/services/${serviceId}/rules`, { body: { ...others, ...own } });
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
};
