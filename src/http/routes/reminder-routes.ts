import type { FastifyInstance } from "fastify";

import { refuseEdit } from "#src/catalog/edit/edit-refusal.ts";
import { previewReminder } from "#src/conversation/preview-reminder.ts";
import { desk } from "../access.ts";
import { ok } from "../answer.ts";
import { PreviewReminder, ReminderPreview } from "../contract/reminder-preview.ts";
import { editRefused } from "../edit-catalog.ts";
import type { ServerDeps } from "../server-deps.ts";
import { mountRoute } from "./api.ts";

/** Reminders before anybody gets them. */
export const mountReminders = (http: FastifyInstance, deps: ServerDeps): void =>
  mountRoute(http, {
    method: "POST",
    url: "/reminders/preview",
    tag: "Rules",
    access: desk,
    changesNothing: true,
    summary: "What a lead would be told and when, of a sample appointment",
    body: PreviewReminder,
    answers: { 200: ReminderPreview },
    run: async ({ call, body: { kind, reminder, serviceId } }) => {
      const organizationId = call.organization.id;
      const asked = { organizationId, kind, reminder, serviceId };
      const preview = await previewReminder(deps, asked);
      if (!preview) {
        const code = serviceId === null ? "nothing_to_preview" : "unknown_service";
        return editRefused(refuseEdit(code, "serviceId"), call);
      }
      const { sample, dueAt, words } = preview;
      const said = ({ text, choices }: (typeof words)["vi"]) => ({
        text,
        choices: choices.map(({ label }) => label),
      });
      return ok({
        ...{ success: true as const, kind },
        sample: {
          service_name: sample.serviceName,
          provider_name: sample.providerName,
          location_name: sample.locationName,
          starts_at: sample.start.toISOString(),
          timezone: sample.zone,
        },
        due_at: dueAt?.toISOString() ?? null,
        words: { vi: said(words.vi), en: said(words.en) },
      });
    },
  });
