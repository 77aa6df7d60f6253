import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";

import type { BookingRecord } from "#src/http/contract/booking.ts";
import { checklistQuery } from "../api/queries.ts";
import { type BookingState, stateTexts } from "../inbox/state-texts.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import classes from "./booking-panel.module.css";
import { ChecklistView } from "./checklist.tsx";
import { MoveForm } from "./move-form.tsx";
import { panelTexts } from "./panel-texts.ts";

interface MovesProps {
  readonly booking: z.output<typeof BookingRecord>;
  readonly open: string | null;
  readonly choose: (to: string | null) => void;
}

/** Every state the booking can go to, with its checklist and the means to go there. */
export const Moves = ({ booking, open, choose }: MovesProps) => {
  const texts = useTexts(panelTexts);
  const states = stateTexts[useLanguage()];
  // Any checklist names the legal moves; that of staying where it is costs least.
  const { data } = useQuery(checklistQuery(booking.booking_id, booking.state));
  const moves = (data?.legalMoves ?? []).filter(({ by }) => by.includes("sales"));
  if (moves.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{texts.moves}</h3>
      {moves.map(({ to }) => (
        <div key={to} className={classes.move}>
          <button
            type="button"
            className={classes.moveHead}
            aria-expanded={open === to}
            onClick={() => choose(open === to ? null : to)}
          >
            <Verdict bookingId={booking.booking_id} to={to} />
            <span className={classes.grow}>{states[to]}</span>
            <Icon name="chevron" size={15} />
          </button>
          {open === to && (
            <div className={classes.checklist}>
              <ChecklistView bookingId={booking.booking_id} to={to} />
              <MoveForm booking={booking} to={to} done={() => choose(null)} />
            </div>
          )}
        </div>
      ))}
    </section>
  );
};

/** Whether it would be allowed now: the same dry run as the checklist's. */
const Verdict = ({ bookingId, to }: { readonly bookingId: string; readonly to: BookingState }) => {
  const texts = useTexts(panelTexts);
  const { data } = useQuery(checklistQuery(bookingId, to));
  if (!data) return <Icon name="clock" size={15} />;
  return (
    <span className={data.allowed ? classes.good : classes.bad}>
      <Icon name={data.allowed ? "check" : "warning"} size={15} />
      <span className="visually-hidden">{data.allowed ? texts.allowed : texts.notYet}</span>
    </span>
  );
};
