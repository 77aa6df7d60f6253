import { Alert, List, Text } from "@mantine/core";

import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import type { Edited } from "./edited.ts";
import { setUpTexts } from "./set-up-texts.ts";

/** Appointments that stand although what they need has gone, and services nobody can give. */
export const AffectedBox = ({ edited }: { readonly edited: Edited | null }) => {
  const texts = useTexts(setUpTexts);
  const language = useLanguage();
  const affected = edited?.affected ?? [];
  const ungiven = edited?.affectedServices ?? [];
  if (affected.length === 0 && ungiven.length === 0) return null;
  return (
    <Alert color="yellow" role="status">
      {affected.length > 0 && <Text size="sm">{texts.affected}</Text>}
      <List size="sm">
        {affected.map(({ booking_id, lead_name, service_name, starts_at }) => (
          <List.Item key={booking_id}>
            {[sayMoment(language, starts_at), lead_name, service_name].filter(Boolean).join(" · ")}
          </List.Item>
        ))}
      </List>
      {ungiven.length > 0 && <Text size="sm">{texts.ungiven}</Text>}
      <List size="sm">
        {ungiven.map(({ service_id, name }) => (
          <List.Item key={service_id}>{name}</List.Item>
        ))}
      </List>
    </Alert>
  );
};
