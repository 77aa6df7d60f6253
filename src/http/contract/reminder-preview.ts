import { z } from "zod";

import { ReminderShown } from "#src/catalog/rules-schema.ts";
import { toldKinds } from "#src/domain/reminders/reminder.ts";
import { Id, Instant } from "./formats.ts";

export {
  defaultReminders,
  reminderRuleOf,
  type ToldKind,
  toldKinds,
} from "#src/domain/reminders/reminder.ts";

const kind = z.enum(toldKinds).describe("What the lead is reminded of, or asked afterwards");

export const PreviewReminder = z.strictObject({
  kind,
  reminder: ReminderShown.describe("As it would be set"),
  serviceId: Id.nullable().default(null).describe("Null: the first service that is offered"),
});

const Said = z.object({ text: z.string(), choices: z.array(z.string()).describe("Buttons") });

/** What a lead would be told of a sample appointment, as it is planned and worded for real ones. */
export const ReminderPreview = z.object({
  success: z.literal(true),
  kind,
  sample: z.object({
    service_name: z.string(),
    provider_name: z.string(),
    location_name: z.string(),
    starts_at: Instant,
    timezone: z.string(),
  }),
  due_at: Instant.nullable().describe("Null: never, since it would come too late, or says nothing"),
  words: z.object({ vi: Said, en: Said }),
});
