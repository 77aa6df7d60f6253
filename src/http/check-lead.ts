import { refuse } from "#src/booking/refuse.ts";
import { type ErrorReply, invalid } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { LeadInput } from "./contract/lead.ts";
import { toE164 } from "./phone-number.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { zoneOf } from "./timezone.ts";

type Checked =
  | { readonly ok: true; readonly lead: LeadInput }
  | { readonly ok: false; readonly answer: ErrorReply };

/** What a schema cannot check of a lead: that the phone can be called, that the zone exists. */
export const checkLead = (
  house: Pick<ServerDeps, "phrases">,
  call: ApiCall,
  lead: LeadInput,
  path: "" | "lead." = "",
): Checked => {
  const { organization } = call;
  const phone = lead.phone === undefined ? undefined : toE164(lead.phone, organization.timezone);
  if (phone === null) {
    return { ok: false, answer: invalid(`${path}phone`, "phone", call.language) };
  }
  if (zoneOf({ asked: lead.timezone, organization }) === null) {
    const no = refuse(house, call, "invalid_timezone", "the zone is not known");
    return { ok: false, answer: refused(no, { field: `${path}timezone` }) };
  }
  return { ok: true, lead: { ...lead, ...(phone !== undefined && { phone }) } };
};
