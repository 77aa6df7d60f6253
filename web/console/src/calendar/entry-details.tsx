import { Button, Stack } from "@mantine/core";

import { stateTexts } from "../inbox/state-texts.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import classes from "./calendar.module.css";
import type { CalendarShown, Entry } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import { sayMinutes, wallOf } from "./clock.ts";
import { isMovable } from "./entry-tone.ts";

interface EntryDetailsProps {
  readonly entry: Entry;
  readonly shown: CalendarShown;
  readonly mayWrite: boolean;
  readonly move: () => void;
}

/** One appointment or hold, and the way to move it without a mouse. */
export const EntryDetails = ({ entry, shown, mayWrite, move }: EntryDetailsProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const { timezone: zone } = shown;
  const clock = (instant: string) => sayMinutes(wallOf(zone, instant).minutes);
  const provider = shown.providers.find(({ provider_id }) => provider_id === entry.provider_id);
  const resource = shown.resources.find(({ resource_id }) => resource_id === entry.resource_id);
  const location = shown.locations.find(({ location_id }) => location_id === entry.location_id);
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    [texts.service, entry.service_name],
    [texts.time, `${sayMoment(language, entry.starts_at, zone)}–${clock(entry.ends_at)}`],
    [texts.provider, provider?.name ?? resource?.name],
    [texts.location, location?.name],
    [
      texts.state,
      entry.kind === "hold" ? texts.hold : entry.state && stateTexts[language][entry.state],
    ],
    ["", entry.expires_at && texts.holdUntil(clock(entry.expires_at))],
  ];
  return (
    <Stack>
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} style={{ display: "contents" }}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {entry.in_package && <span className={classes.quiet}>{texts.packageStays}</span>}
      {mayWrite && isMovable(entry) && (
        <Button onClick={move} data-autofocus>
          {texts.move}
        </Button>
      )}
    </Stack>
  );
};
