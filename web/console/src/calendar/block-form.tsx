import { Button, Checkbox, Group, SegmentedControl, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import { OverrideAnswer } from "#src/http/contract/overrides.ts";
import { TimeOffAnswer } from "#src/http/contract/time-off.ts";
import { ask } from "../api/ask.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import type { CalendarShown } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { instantAt, readMinutes, sayMinutes } from "./clock.ts";
import type { Spot } from "./dialogs.tsx";

interface BlockFormProps {
  readonly shown: CalendarShown;
  readonly date: string;
  readonly spot: Spot | null;
  readonly done: () => void;
}

type Kind = "hours" | "days" | "override";

interface Filled {
  readonly kind: Kind;
  /** `provider <id>`, `resource <id>` or `location <id>`. */
  readonly owner: string;
  readonly date: string;
  readonly lastDate: string;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
  readonly locationId: string;
  readonly isClosed: boolean;
}

/** How many appointments stand in what was blocked. */
const send = async (zone: string, filled: Filled): Promise<number> => {
  const { kind, owner, date, start, end, isClosed, locationId } = filled;
  const [what, id] = owner.split(" ");
  const once = crypto.randomUUID();
  if (kind === "override") {
    const body = {
      ...{ locationId, date, intervals: isClosed ? [] : [{ start, end }] },
      ...(what === "provider" && { providerId: id }),
    };
    await ask(OverrideAnswer, "POST", "/overrides", { body, once });
    return 0;
  }
  const at = (time: string) => instantAt(zone, { date, minutes: readMinutes(time) });
  const when =
    kind === "days"
      ? { startDate: date, endDate: filled.lastDate < date ? date : filled.lastDate }
      : { start: at(start), end: at(end) };
  const { reason } = filled;
  const body = { [`${what}Id`]: id, ...when, ...(reason && { reason }) };
  const { affected = [] } = await ask(TimeOffAnswer, "POST", "/time-off", { body, once });
  return affected.length;
};

const isOfSpot = (spot: Spot | null, shown: CalendarShown): string => {
  if (spot) return `${spot.whose === "providers" ? "provider" : "resource"} ${spot.holderId}`;
  const [first] = shown.providers;
  return first ? `provider ${first.provider_id}` : "";
};

/** Takes time of somebody, of a room or of a whole location, or gives one date other hours. */
export const BlockForm = ({ shown, date, spot, done }: BlockFormProps) => {
  const texts = useTexts(calendarTexts);
  const queries = useQueryClient();
  const start = spot?.start ?? 12 * 60;
  const [filled, setFilled] = useState<Filled>({
    ...{ kind: "hours", owner: isOfSpot(spot, shown), reason: "", isClosed: false },
    ...{ date: spot?.date ?? date, lastDate: spot?.date ?? date },
    ...{ start: sayMinutes(start), end: sayMinutes(start + 60) },
    locationId: shown.locations[0]?.location_id ?? "",
  });
  const fill = (part: Partial<Filled>): void => setFilled((was) => ({ ...was, ...part }));
  const block = useMutation({
    mutationFn: () => send(shown.timezone, filled),
    onSuccess: async (affected) => {
      const said = filled.kind === "override" ? texts.hoursSet : texts.blockedNow;
      const warning = affected > 0 ? ` ${texts.stillStand(affected)}` : "";
      notifications.show({
        message: `${said}.${warning}`,
        ...(affected > 0 ? { color: "orange", autoClose: 12_000 } : { color: "teal" }),
      });
      await queries.invalidateQueries({ queryKey: ["calendar"] });
      done();
    },
    onError: showProblem,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    block.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={texts.blockKind}
          value={filled.kind}
          onChange={(kind) => fill({ kind: kind as Kind })}
          data={[
            { value: "hours", label: texts.someHours },
            { value: "days", label: texts.wholeDays },
            { value: "override", label: texts.otherHours },
          ]}
        />
        <Owner {...{ shown, filled, fill }} />
        <When {...{ shown, filled, fill }} />
        {filled.kind !== "override" && (
          <TextInput
            label={texts.reason}
            value={filled.reason}
            maxLength={500}
            onChange={({ currentTarget }) => fill({ reason: currentTarget.value })}
          />
        )}
        <Button type="submit" loading={block.isPending}>
          {filled.kind === "override" ? texts.doHours : texts.doBlock}
        </Button>
      </Stack>
    </form>
  );
};

interface Filling {
  readonly shown: CalendarShown;
  readonly filled: Filled;
  readonly fill: (part: Partial<Filled>) => void;
}

const Owner = ({ shown, filled, fill }: Filling) => {
  const texts = useTexts(calendarTexts);
  const isOverride = filled.kind === "override";
  const people = shown.providers.map((one) => ({
    ...{ value: `provider ${one.provider_id}`, label: one.name },
  }));
  const places = shown.locations.map((one) => ({
    ...{ value: `location ${one.location_id}`, label: one.name },
  }));
  const things = shown.resources.map((one) => ({
    ...{ value: `resource ${one.resource_id}`, label: one.name },
  }));
  const groups = [
    { group: texts.providers, items: people },
    ...(isOverride ? [] : [{ group: texts.location, items: places }]),
    ...(isOverride || things.length === 0 ? [] : [{ group: texts.resources, items: things }]),
  ];
  return (
    <Select
      label={texts.blockWhose}
      allowDeselect={false}
      searchable
      value={filled.owner}
      onChange={(owner) => fill({ owner: owner ?? "" })}
      data={groups}
    />
  );
};

const When = ({ shown, filled, fill }: Filling) => {
  const texts = useTexts(calendarTexts);
  const input = (name: "date" | "lastDate" | "start" | "end", type: string, label: string) => (
    <TextInput
      required
      type={type}
      label={label}
      value={filled[name]}
      onChange={({ currentTarget }) => fill({ [name]: currentTarget.value })}
    />
  );
  const isOverride = filled.kind === "override";
  return (
    <>
      {isOverride && (
        <Select
          label={texts.workPlace}
          allowDeselect={false}
          value={filled.locationId}
          onChange={(locationId) => fill({ locationId: locationId ?? "" })}
          data={shown.locations.map(({ location_id, name }) => ({
            value: location_id,
            label: name,
          }))}
        />
      )}
      <Group grow>
        {input("date", "date", texts.date)}
        {filled.kind === "days" && input("lastDate", "date", texts.untilDate)}
      </Group>
      {isOverride && (
        <Checkbox
          label={texts.dayClosed}
          checked={filled.isClosed}
          onChange={({ currentTarget }) => fill({ isClosed: currentTarget.checked })}
        />
      )}
      {filled.kind !== "days" && !(isOverride && filled.isClosed) && (
        <Group grow>
          {input("start", "time", texts.time)}
          {input("end", "time", texts.until)}
        </Group>
      )}
    </>
  );
};
