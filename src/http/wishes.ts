import { refuse } from "#src/booking/refuse.ts";
import { findLead } from "#src/db/queries/leads.ts";
import type { RefusalCode } from "#src/domain/refusal.ts";
import type { ErrorReply } from "./answer.ts";
import type { ApiCall } from "./auth.ts";
import type { SlotWishes } from "./contract/booking-requests.ts";
import { findPlace } from "./find-place.ts";
import { instantOfLocal, type LocalRange, rangeOfDate } from "./local-time.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import { zoneOf } from "./timezone.ts";

interface WishedTime extends LocalRange {
  readonly exact: boolean;
}

interface Wished {
  readonly slotIds?: readonly string[] | undefined;
  readonly times?: readonly WishedTime[];
  readonly providerId?: string | undefined;
  readonly locationId?: string | undefined;
}

type Read =
  | { readonly ok: true; readonly wishes: Wished; readonly zone: string }
  | { readonly ok: false; readonly answer: ErrorReply };

/** What a proposal should look for, read on the clock of the booking's lead. */
export const readWishes = async (
  deps: ServerDeps,
  call: ApiCall,
  leadId: string,
  input: SlotWishes,
): Promise<Read> => {
  const { organization } = call;
  const found = await findPlace(deps, call, input);
  if (!found.ok) return found;
  const no = (code: RefusalCode, field: string): Read => ({
    ok: false,
    answer: refused(refuse(deps, call, code, `${field} is refused`), { field }),
  });
  const lead = await findLead(deps.db, organization.id, leadId);
  const zone = zoneOf({ asked: input.timezone, lead, ...found.place, organization });
  if (zone === null) return no("invalid_timezone", "timezone");
  const { slotIds, providerId, locationId, date } = input;
  const wishes = { slotIds, providerId, locationId };
  if (date === undefined) return { ok: true, wishes, zone };
  const time = readTime(zone, date, input.time);
  if ("missing" in time) return no("impossible_date", time.missing);
  return { ok: true, wishes: { ...wishes, times: [time] }, zone };
};

const readTime = (
  zone: string,
  date: string,
  time: string | undefined,
): WishedTime | { readonly missing: "date" | "time" } => {
  if (time === undefined) {
    const day = rangeOfDate(zone, date);
    return day ? { ...day, exact: false } : { missing: "date" };
  }
  const start = instantOfLocal(zone, date, time);
  return "missing" in start ? start : { from: start, to: start, exact: true };
};
