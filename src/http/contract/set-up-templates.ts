import { z } from "zod";

import { Count } from "./formats.ts";

const Key = z.string().describe("What POST /set-up-templates takes as template");

/** What an organization that offers nothing yet can be filled with. */
export const SetUpTemplateList = z.object({
  success: z.literal(true),
  templates: z.array(
    z
      .object({
        template: Key,
        title: z.string().describe("The kind of business, in the caller's language"),
        brings: z.string().describe("What it brings, in a sentence"),
        locale: z.enum(["vi", "en"]).describe("The language its names are in"),
        currency: z.string().describe("Of its prices; the organization takes it over"),
        timezone: z.string().describe("The organization takes it over"),
        services: z.array(z.string()).describe("By name"),
        providers: Count,
        locations: Count,
        sops: Count,
        answers: Count,
      })
      .meta({ id: "SetUpTemplate" }),
  ),
});

export const LoadSetUpTemplate = z.strictObject({ template: z.string().min(1).max(100) });

/** What stands in the catalog now. */
export const SetUpTemplateLoaded = z.object({
  success: z.literal(true),
  template: Key,
  services: Count,
  providers: Count,
  locations: Count,
  sops: Count,
  draft_answers: Count.describe("Answers nobody is told before they are made active"),
});
