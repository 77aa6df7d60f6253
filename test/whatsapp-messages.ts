import { z } from "zod";

/** What Meta answers to a request it refuses. */
export interface Refusal {
  readonly status: number;
  readonly code: number;
  readonly message: string;
}

/**
 * Meta's published limits on what may be sent, written from its pages and not from the channel.
 * Source: developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages,
 * …/interactive-reply-buttons-messages, …/interactive-list-messages, …/templates/overview
 */
const chars = (most: number) => z.string().min(1).max(most);
const distinct = (keys: readonly string[]): boolean => new Set(keys).size === keys.length;

const Text = z.strictObject({
  type: z.literal("text"),
  text: z.strictObject({ body: chars(4_096), preview_url: z.boolean().optional() }),
});

const Buttons = z
  .array(
    z.strictObject({
      type: z.literal("reply"),
      reply: z.strictObject({ id: chars(256), title: chars(20) }),
    }),
  )
  .min(1)
  .max(3)
  .refine((buttons) => distinct(buttons.map(({ reply }) => reply.id)), "ids differ")
  .refine((buttons) => distinct(buttons.map(({ reply }) => reply.title)), "titles differ");

const Row = z.strictObject({ id: chars(200), title: chars(24), description: chars(72).optional() });
const Sections = z
  .array(z.strictObject({ title: chars(24).optional(), rows: z.array(Row).min(1) }))
  .min(1)
  .max(10)
  .refine((all) => all.flatMap(({ rows }) => rows).length <= 10, "ten rows in all")
  .refine((all) => distinct(all.flatMap(({ rows }) => rows).map(({ id }) => id)), "ids differ")
  .refine((all) => all.length === 1 || all.every(({ title }) => title), "sections have titles");

const Interactive = z.strictObject({
  type: z.literal("interactive"),
  interactive: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("button"),
      body: z.strictObject({ text: chars(1_024) }),
      action: z.strictObject({ buttons: Buttons }),
    }),
    z.strictObject({
      type: z.literal("list"),
      body: z.strictObject({ text: chars(4_096) }),
      action: z.strictObject({ button: chars(20), sections: Sections }),
    }),
  ]),
});

const Template = z.strictObject({
  type: z.literal("template"),
  template: z.strictObject({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/u),
    language: z.strictObject({ code: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,3})?$/u) }),
    components: z.array(
      z.strictObject({
        type: z.literal("body"),
        parameters: z.array(z.strictObject({ type: z.literal("text"), text: z.string() })),
      }),
    ),
  }),
});

const envelope = {
  messaging_product: z.literal("whatsapp"),
  recipient_type: z.literal("individual"),
  /** A phone number. */
  to: z
    .string()
    .regex(/^\d{7,15}$/u)
    .optional(),
  /** A business-scoped user id. */
  recipient: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9.]{1,128}$/u)
    .optional(),
};

const Message = z
  .discriminatedUnion("type", [
    Text.extend(envelope),
    Interactive.extend(envelope),
    Template.extend(envelope),
  ])
  .refine(({ to, recipient }) => to !== undefined || recipient !== undefined, "to somebody");

export const Typing = z.strictObject({
  messaging_product: z.literal("whatsapp"),
  status: z.literal("read"),
  message_id: z.string().startsWith("wamid."),
  typing_indicator: z.strictObject({ type: z.literal("text") }),
});

export type SentMessage = z.output<typeof Message>;

/** A template as Meta has approved it, with `{{1}}` where its variable is. */
export interface ApprovedTemplate {
  readonly name: string;
  readonly language: string;
  readonly body: string;
}

interface Rules {
  readonly templates: readonly ApprovedTemplate[];
  /** Whether the person has written within 24 hours. */
  readonly isOpen: (address: string) => boolean;
}

const refuse = (code: number, message: string, status = 400): Refusal => ({
  ...{ status, code, message },
});

/** The message, or why Meta refuses it. */
export const readSent = (body: unknown, rules: Rules): SentMessage | Refusal => {
  const { data, error } = Message.safeParse(body);
  if (!data) return refuse(131009, `(#131009) ${z.prettifyError(error)}`);
  const address = data.to ?? data.recipient ?? "";
  if (data.type === "template") return faultOfTemplate(data.template, rules) ?? data;
  return rules.isOpen(address) ? data : refuse(131047, "(#131047) Re-engagement message");
};

const faultOfTemplate = (
  { name, language, components }: z.output<typeof Template>["template"],
  { templates }: Rules,
): Refusal | null => {
  const approved = templates.find((one) => one.name === name && one.language === language.code);
  if (!approved) return refuse(132001, "(#132001) Template name does not exist", 404);
  const values = components.flatMap(({ parameters }) => parameters).map(({ text }) => text);
  const [value, ...more] = values;
  if (value === undefined || more.length > 0) return refuse(132000, "(#132000) Number of params");
  if (/[\n\t]| {5}/u.test(value)) return refuse(132018, "(#132018) New-line or tab characters");
  const text = approved.body.replace("{{1}}", value);
  return text.length > 1_024 ? refuse(132005, "(#132005) Text too long") : null;
};
