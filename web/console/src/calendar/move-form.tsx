import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { ActionAnswer } from "#src/http/contract/booking.ts";
import { ask } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import type { CalendarShown, Entry } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { instantAt, readMinutes, sayMinutes, wallOf } from "./clock.ts";
import { Refusal } from "./refusal.tsx";

interface MoveFormProps {
  readonly entry: Entry;
  readonly shown: CalendarShown;
  /** Where it was dropped. */
  readonly target: {
    readonly holderId: string;
    readonly date: string;
    readonly start: number;
  } | null;
  readonly done: () => void;
  readonly springBack: () => void;
}

interface Wish {
  readonly start: string;
  readonly providerId: string;
}

/** When to, with whom and why; what is refused stays where it is and is told the free times. */
export const MoveForm = ({ entry, shown, target, done, springBack }: MoveFormProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const { timezone: zone } = shown;
  const was = wallOf(zone, entry.starts_at);
  const [date, setDate] = useState(target?.date ?? was.date);
  const [time, setTime] = useState(sayMinutes(target?.start ?? was.minutes));
  const [providerId, setProvider] = useState(target?.holderId ?? entry.provider_id ?? "");
  const [reason, setReason] = useState("");
  const [overrule, setOverrule] = useState(false);
  const move = useMutation({
    mutationFn: (wish: Wish) =>
      ask(ActionAnswer, "POST", `/bookings/${entry.booking_id}/move`, {
        body: { ...wish, shownStart: entry.starts_at, reason, overrule },
        once: crypto.randomUUID(),
      }),
    onSuccess: async () => {
      notifications.show({ message: texts.moved, color: "teal" });
      await queries.invalidateQueries({ queryKey: ["calendar"] });
      done();
    },
    onError: springBack,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    move.mutate({ start: instantAt(zone, { date, minutes: readMinutes(time) }), providerId });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          {texts.now}: <strong>{sayMoment(language, entry.starts_at, zone)}</strong>
          {entry.lead_name && ` · ${entry.lead_name}`}
          {entry.service_name && ` · ${entry.service_name}`}
        </Text>
        <When {...{ date, time, setDate, setTime }} />
        <Select
          label={texts.provider}
          allowDeselect={false}
          value={providerId}
          onChange={(id) => setProvider(id ?? "")}
          data={shown.providers.map(({ provider_id, name }) => ({
            value: provider_id,
            label: name,
          }))}
        />
        <Autocomplete
          data-autofocus
          required
          label={texts.reason}
          placeholder={texts.reasonHint}
          value={reason}
          maxLength={500}
          onChange={setReason}
          data={[...texts.reasons]}
        />
        <Checkbox
          size="xs"
          label={texts.overrule}
          checked={overrule}
          onChange={({ currentTarget }) => setOverrule(currentTarget.checked)}
        />
        <Text size="xs" c="var(--quiet)">
          {texts.agreed}
        </Text>
        {move.isError && (
          <Refusal
            title={texts.refused}
            error={move.error}
            take={({ starts_at, provider_id }) =>
              move.mutate({ start: starts_at, providerId: provider_id })
            }
          />
        )}
        <Button type="submit" loading={move.isPending}>
          {texts.move}
        </Button>
      </Stack>
    </form>
  );
};

interface WhenProps {
  readonly date: string;
  readonly time: string;
  readonly setDate: (date: string) => void;
  readonly setTime: (time: string) => void;
}

const When = ({ date, time, setDate, setTime }: WhenProps) => {
  const texts = useTexts(calendarTexts);
  return (
    <Group grow align="start">
      <TextInput
        type="date"
        required
        label={`${texts.to}: ${texts.date.toLowerCase()}`}
        value={date}
        onChange={({ currentTarget }) => setDate(currentTarget.value)}
      />
      <TextInput
        type="time"
        required
        label={texts.time}
        value={time}
        onChange={({ currentTarget }) => setTime(currentTarget.value)}
      />
    </Group>
  );
};
