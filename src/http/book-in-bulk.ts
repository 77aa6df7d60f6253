import type { z } from "zod";

import type { Caller } from "#src/booking/caller.ts";
import { transact } from "#src/booking/transact.ts";
import { type Answer, type ErrorReply, failed, ok } from "./answer.ts";
import { partOf } from "./api-caller.ts";
import type { ApiCall } from "./auth.ts";
import { book } from "./book.ts";
import type { BulkAnswer } from "./contract/booking.ts";
import type { BookingInput } from "./contract/booking-requests.ts";
import { refused } from "./refused.ts";
import type { ServerDeps } from "./server-deps.ts";
import type { ActionShown } from "./show-booking.ts";

const AT_ONCE = 4;

type Shown = z.output<typeof BulkAnswer>;
type Result = Shown["results"][number];

interface Asking {
  readonly deps: ServerDeps;
  readonly call: ApiCall;
  readonly caller: Caller;
  readonly rows: readonly BookingInput[];
}

/**
 * Books each row in a transaction of its own, a few at once. A row that is refused, or fails, says
 * so at its index and stops no other. Under one Idempotency-Key each row has a key of its own, so a
 * bulk that was cut short goes on where it stopped and books nothing twice.
 */
export const bookInBulk = async (asking: Asking): Promise<Answer<Shown> | ErrorReply> => {
  const { deps, caller, rows } = asking;
  // Binds the key to this request before anything is booked under it.
  const begun = await transact(deps, caller, async () => ({ ok: true as const }));
  if (!begun.ok) return refused(begun, { field: "Idempotency-Key" });
  const results: Result[] = [];
  const waiting = rows.entries();
  const work = async (): Promise<void> => {
    for (const [index, row] of waiting) results[index] = await bookRow(asking, index, row);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const booked = results.filter((result) => result.ok).length;
  return ok({ success: true, booked, refused: results.length - booked, results });
};

const bookRow = async (asking: Asking, index: number, input: BookingInput): Promise<Result> => {
  const { deps, call } = asking;
  const caller = partOf(asking.caller, `row/${index}`, input);
  try {
    const { status, body } = await book({ deps, call, caller, input });
    return isShown(body)
      ? { index, ok: true, booking: body.booking, offered: body.offered }
      : { index, ok: false, status, error: body };
  } catch (err) {
    deps.log.error({ err, index }, "a booking of a bulk failed");
    const { status, body } = failed("INTERNAL_ERROR", call.language);
    return { index, ok: false, status, error: body };
  }
};

const isShown = (body: ActionShown | ErrorReply["body"]): body is ActionShown => body.success;
