import { Button, Checkbox, NumberInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { z } from "zod";

import { ActionAnswer, type BookingRecord } from "#src/http/contract/booking.ts";
import { ask } from "../api/ask.ts";
import { offeredQuery, servicesQuery } from "../api/queries.ts";
import { type BookingState, stateTexts } from "../inbox/state-texts.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { type Filled, fieldsOf, nothingFilled, requestOf } from "./move-request.ts";
import { panelTexts } from "./panel-texts.ts";

interface MoveFormProps {
  readonly booking: z.output<typeof BookingRecord>;
  readonly to: BookingState;
  readonly done: () => void;
}

/** What a move needs beside its target, and the button that makes it. */
export const MoveForm = ({ booking, to, done }: MoveFormProps) => {
  const texts = useTexts(panelTexts);
  const states = stateTexts[useLanguage()];
  const queries = useQueryClient();
  const [filled, setFilled] = useState<Filled>(nothingFilled(booking));
  const fill = (part: Partial<Filled>): void => setFilled((now) => ({ ...now, ...part }));
  const move = useMutation({
    mutationFn: () => {
      const { path, body } = requestOf(booking, to, filled);
      return ask(ActionAnswer, "POST", path, { body, once: crypto.randomUUID() });
    },
    onSuccess: async (answer) => {
      notifications.show({ message: texts.done(states[answer.booking.state]), color: "teal" });
      await queries.invalidateQueries({ queryKey: ["bookings", booking.lead_id] });
      done();
    },
    onError: showProblem,
    onSettled: () => queries.invalidateQueries({ queryKey: ["booking", booking.booking_id] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    move.mutate();
  };
  const fields = fieldsOf(to);
  return (
    <form onSubmit={submit}>
      <Stack gap={8}>
        {fields.includes("service") && <ServiceChoice filled={filled} fill={fill} />}
        {fields.includes("slot") && (
          <SlotChoice bookingId={booking.booking_id} filled={filled} fill={fill} />
        )}
        <Texts fields={fields} filled={filled} fill={fill} />
        {fields.includes("overrule") && (
          <Checkbox
            size="xs"
            label={texts.overrule}
            checked={filled.overrule}
            onChange={({ currentTarget }) => fill({ overrule: currentTarget.checked })}
          />
        )}
        <Button
          type="submit"
          size="xs"
          loading={move.isPending}
          color={to === "CANCELLED" || to === "NO_SHOW" ? "red" : "ink"}
        >
          {labelOf(to, texts)}
        </Button>
      </Stack>
    </form>
  );
};

const labelOf = (to: BookingState, texts: (typeof panelTexts)["vi"]): string => {
  const labels: Partial<Record<BookingState, string>> = {
    SLOT_PROPOSED: texts.propose,
    SLOT_CONFIRMED: texts.confirm,
    RESCHEDULED: texts.reschedule,
    CANCELLED: texts.cancelBooking,
    COMPLETED: texts.showedUp,
    NO_SHOW: texts.noShow,
    PAID: texts.pay,
  };
  return labels[to] ?? texts.doIt;
};

interface Filling {
  readonly filled: Filled;
  readonly fill: (part: Partial<Filled>) => void;
}

const Texts = ({ fields, filled, fill }: Filling & { readonly fields: readonly string[] }) => {
  const texts = useTexts(panelTexts);
  const input = (name: "reason" | "date" | "time" | "reference" | "notes", type = "text") =>
    fields.includes(name) && (
      <TextInput
        key={name}
        size="xs"
        type={type}
        label={texts[name]}
        value={filled[name]}
        maxLength={500}
        onChange={({ currentTarget }) => fill({ [name]: currentTarget.value })}
      />
    );
  return (
    <>
      {input("date", "date")}
      {filled.date && input("time", "time")}
      {fields.includes("amount") && (
        <NumberInput
          size="xs"
          min={0}
          thousandSeparator=" "
          label={`${texts.amount} (${filled.currency})`}
          value={filled.amount}
          onChange={(amount) => fill({ amount: Number(amount) })}
        />
      )}
      {input("reference")}
      {input("reason")}
      {input("notes")}
    </>
  );
};

const ServiceChoice = ({ filled, fill }: Filling) => {
  const texts = useTexts(panelTexts);
  const { data: services = [] } = useQuery(servicesQuery);
  return (
    <Select
      size="xs"
      searchable
      label={texts.service}
      value={filled.serviceId || null}
      onChange={(serviceId) => fill({ serviceId: serviceId ?? "" })}
      data={services.map(({ service_id, name }) => ({ value: service_id, label: name }))}
    />
  );
};

const SlotChoice = ({ bookingId, filled, fill }: Filling & { readonly bookingId: string }) => {
  const texts = useTexts(panelTexts);
  const { data: slots = [] } = useQuery(offeredQuery(bookingId));
  if (slots.length === 0) return <span>{texts.noSlots}</span>;
  return (
    <Radio.Group
      size="xs"
      label={texts.slot}
      value={filled.slotId}
      onChange={(slotId) => fill({ slotId })}
    >
      {slots.map(({ slot_id, date, start_time, provider_name }) => (
        <Radio
          key={slot_id}
          size="xs"
          mt={5}
          value={slot_id}
          label={`${date.split("-").reverse().join("/")} ${start_time} · ${provider_name}`}
        />
      ))}
    </Radio.Group>
  );
};
