import { Button, Group, SegmentedControl, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useTexts } from "../texts/language.ts";
import classes from "./calendar.module.css";
import { leadsQuery } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";

/** Who it is for: somebody known, or somebody new. */
export type Chosen =
  | { readonly kind: "known"; readonly leadId: string; readonly name: string }
  | { readonly kind: "new"; readonly name: string; readonly phone: string };

export const nobodyChosen: Chosen = { kind: "known", leadId: "", name: "" };

/** As the API wants it. */
export const toLead = (chosen: Chosen): object =>
  chosen.kind === "known"
    ? { leadId: chosen.leadId }
    : { lead: { name: chosen.name, phone: chosen.phone } };

interface LeadChoiceProps {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
}

export const LeadChoice = ({ chosen, choose }: LeadChoiceProps) => {
  const texts = useTexts(calendarTexts);
  return (
    <>
      <SegmentedControl
        aria-label={texts.leadKind}
        value={chosen.kind}
        onChange={(kind) =>
          choose(kind === "new" ? { kind: "new", name: "", phone: "" } : nobodyChosen)
        }
        data={[
          { value: "known", label: texts.knownLead },
          { value: "new", label: texts.newLead },
        ]}
      />
      {chosen.kind === "new" ? (
        <Group grow align="start">
          <TextInput
            required
            label={texts.name}
            value={chosen.name}
            maxLength={200}
            onChange={({ currentTarget }) => choose({ ...chosen, name: currentTarget.value })}
          />
          <TextInput
            required
            type="tel"
            label={texts.phone}
            value={chosen.phone}
            maxLength={40}
            onChange={({ currentTarget }) => choose({ ...chosen, phone: currentTarget.value })}
          />
        </Group>
      ) : (
        <KnownLead chosen={chosen} choose={choose} />
      )}
    </>
  );
};

const KnownLead = ({
  chosen,
  choose,
}: LeadChoiceProps & { readonly chosen: Extract<Chosen, { kind: "known" }> }) => {
  const texts = useTexts(calendarTexts);
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 250);
  const { data: leads, isSuccess } = useQuery(leadsQuery(asked));
  if (chosen.leadId) {
    return (
      <Group justify="space-between">
        <Text fw={600}>{chosen.name}</Text>
        <Button size="compact-xs" variant="subtle" onClick={() => choose(nobodyChosen)}>
          {texts.change}
        </Button>
      </Group>
    );
  }
  return (
    <div>
      <TextInput
        required
        data-autofocus
        type="search"
        label={texts.findLead}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <ul className={classes.found}>
        {(asked.length > 1 ? (leads ?? []) : []).map(({ lead_id, name, phone, email }) => (
          <li key={lead_id}>
            <Button
              fullWidth
              justify="start"
              size="xs"
              variant="subtle"
              onClick={() =>
                choose({ kind: "known", leadId: lead_id, name: name ?? texts.someone })
              }
            >
              {name ?? texts.someone} · {phone ?? email}
            </Button>
          </li>
        ))}
      </ul>
      {isSuccess && asked.length > 1 && leads?.length === 0 && (
        <Text size="sm" c="var(--quiet)" role="status">
          {texts.nobodyFound}
        </Text>
      )}
    </div>
  );
};
