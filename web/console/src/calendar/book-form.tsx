import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { ActionAnswer } from "#src/http/contract/booking.ts";
import { ask } from "../api/ask.ts";
import { servicesQuery } from "../api/queries.ts";
import { useTexts } from "../texts/language.ts";
import { type CalendarShown, questionsQuery } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { instantAt, readMinutes, sayMinutes } from "./clock.ts";
import type { Spot } from "./dialogs.tsx";
import { type Chosen, LeadChoice, nobodyChosen, toLead } from "./lead-choice.tsx";
import { Refusal } from "./refusal.tsx";

interface BookFormProps {
  readonly shown: CalendarShown;
  readonly date: string;
  readonly spot: Spot | null;
  readonly done: () => void;
}

interface Filled {
  readonly lead: Chosen;
  readonly serviceId: string;
  readonly providerId: string;
  readonly date: string;
  readonly time: string;
  readonly notes: string;
  readonly answers: Readonly<Record<string, string>>;
}

interface Wish {
  readonly start: string;
  readonly providerId: string;
}

/** Books for a lead who said yes, on the phone or across the desk. */
export const BookForm = ({ shown, date, spot, done }: BookFormProps) => {
  const texts = useTexts(calendarTexts);
  const queries = useQueryClient();
  const [filled, setFilled] = useState<Filled>({
    ...{ lead: nobodyChosen, serviceId: "", notes: "", answers: {} },
    providerId: spot?.whose === "providers" ? spot.holderId : "",
    date: spot?.date ?? date,
    time: sayMinutes(spot?.start ?? 9 * 60),
  });
  const fill = (part: Partial<Filled>): void => setFilled((was) => ({ ...was, ...part }));
  const book = useMutation({
    mutationFn: ({ start, providerId }: Wish) => {
      const { lead, serviceId, notes, answers } = filled;
      const body = {
        ...{ ...toLead(lead), serviceId, start, timezone: shown.timezone, answers },
        ...(providerId && { providerId }),
        ...(notes && { notes }),
      };
      return ask(ActionAnswer, "POST", "/bookings", { body, once: crypto.randomUUID() });
    },
    onSuccess: async () => {
      notifications.show({ message: texts.booked, color: "teal" });
      await queries.invalidateQueries({ queryKey: ["calendar"] });
      done();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { providerId, time } = filled;
    const start = instantAt(shown.timezone, { date: filled.date, minutes: readMinutes(time) });
    book.mutate({ start, providerId });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <LeadChoice chosen={filled.lead} choose={(lead) => fill({ lead })} />
        <What {...{ filled, fill, shown }} />
        <TextInput
          label={texts.notes}
          value={filled.notes}
          maxLength={2_000}
          onChange={({ currentTarget }) => fill({ notes: currentTarget.value })}
        />
        {book.isError && (
          <Refusal
            title={texts.notBooked}
            error={book.error}
            take={({ starts_at, provider_id }) =>
              book.mutate({ start: starts_at, providerId: provider_id })
            }
          />
        )}
        <Button type="submit" loading={book.isPending}>
          {texts.doBook}
        </Button>
      </Stack>
    </form>
  );
};

interface Filling {
  readonly filled: Filled;
  readonly fill: (part: Partial<Filled>) => void;
  readonly shown: CalendarShown;
}

const What = ({ filled, fill, shown }: Filling) => {
  const texts = useTexts(calendarTexts);
  const { data: services = [] } = useQuery(servicesQuery);
  return (
    <>
      <Select
        required
        searchable
        label={texts.service}
        value={filled.serviceId || null}
        onChange={(serviceId) => fill({ serviceId: serviceId ?? "", answers: {} })}
        data={services.map(({ service_id, name }) => ({ value: service_id, label: name }))}
      />
      <Group grow align="start">
        <TextInput
          required
          type="date"
          label={texts.date}
          value={filled.date}
          onChange={({ currentTarget }) => fill({ date: currentTarget.value })}
        />
        <TextInput
          required
          type="time"
          label={texts.time}
          value={filled.time}
          onChange={({ currentTarget }) => fill({ time: currentTarget.value })}
        />
      </Group>
      <Select
        clearable
        label={texts.provider}
        placeholder={texts.anyone}
        value={filled.providerId || null}
        onChange={(providerId) => fill({ providerId: providerId ?? "" })}
        data={shown.providers.map(({ provider_id, name }) => ({ value: provider_id, label: name }))}
      />
      <Questions filled={filled} fill={fill} />
    </>
  );
};

/** What the service wants to know before it is booked. */
const Questions = ({ filled, fill }: Omit<Filling, "shown">) => {
  const texts = useTexts(calendarTexts);
  const { data: questions = [] } = useQuery(questionsQuery(filled.serviceId));
  const answer = (field: string, value: string): void =>
    fill({ answers: { ...filled.answers, [field]: value } });
  const yesNo = [
    { value: "yes", label: texts.yes },
    { value: "no", label: texts.no },
  ];
  return questions.map(({ field, type, question, options }) =>
    type === "yes_no" || type === "choice" ? (
      <Select
        key={field}
        required
        label={question}
        value={filled.answers[field] ?? null}
        onChange={(value) => answer(field, value ?? "")}
        data={type === "yes_no" ? yesNo : options.map(({ key, label }) => ({ value: key, label }))}
      />
    ) : (
      <TextInput
        key={field}
        required
        label={question}
        value={filled.answers[field] ?? ""}
        type={type === "date" ? "date" : "text"}
        maxLength={1_000}
        onChange={({ currentTarget }) => answer(field, currentTarget.value)}
      />
    ),
  );
};
