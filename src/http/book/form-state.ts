import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const Chosen = z.object({
  step: z.literal("details"),
  organizationId: z.uuid(),
  /** Of this form alone: sending it twice has one effect. */
  nonce: z.uuid(),
  slotId: z.string(),
  participants: z.number(),
});

const Held = z.object({
  step: z.literal("confirm"),
  organizationId: z.uuid(),
  nonce: z.uuid(),
  slotId: z.string(),
  bookingId: z.uuid(),
  leadId: z.uuid(),
});

const State = z.discriminatedUnion("step", [Chosen, Held]);

/** What a form of ours carries from one page to the next; there is no session. */
export type FormState = z.output<typeof State>;

const Sealed = z.object({ state: State, until: z.number() });

const lifeMs = 2 * 3_600_000;
const purpose = "booking-page";

const sign = (key: Buffer, body: string): Buffer =>
  createHmac("sha256", key).update(purpose).update("\0").update(body).digest();

/** Signed, so that only a page we made can send it, and only for two hours. */
export const sealState = (key: Buffer, state: FormState, now: Date): string => {
  const sealed = { state, until: now.getTime() + lifeMs };
  const body = Buffer.from(JSON.stringify(sealed)).toString("base64url");
  return `${body}.${sign(key, body).toString("base64url")}`;
};

/** Null for what we did not sign, what has expired, and what belongs to another organization or step. */
export const openState = <Step extends FormState["step"]>(
  key: Buffer,
  text: string,
  of: { readonly organizationId: string; readonly step: Step; readonly now: Date },
): Extract<FormState, { step: Step }> | null => {
  const [body = "", signature = ""] = text.split(".");
  const brought = Buffer.from(signature, "base64url");
  const wanted = sign(key, body);
  if (brought.length !== wanted.length || !timingSafeEqual(brought, wanted)) return null;
  const sealed = Sealed.parse(JSON.parse(Buffer.from(body, "base64url").toString()));
  const { state, until } = sealed;
  if (until <= of.now.getTime() || state.organizationId !== of.organizationId) return null;
  return isOfStep(state, of.step) ? state : null;
};

const isOfStep = <Step extends FormState["step"]>(
  state: FormState,
  step: Step,
): state is Extract<FormState, { step: Step }> => state.step === step;
