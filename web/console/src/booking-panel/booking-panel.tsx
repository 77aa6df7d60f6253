import { Badge } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayProblem } from "../api/ask.ts";
import { actionsQuery, bookingsQuery, eventsQuery, type Row } from "../api/queries.ts";
import { stateColors, stateTexts } from "../inbox/state-texts.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment, sayMoney } from "../texts/say-time.ts";
import classes from "./booking-panel.module.css";
import { AskLine } from "./checklist.tsx";
import { LeadProfileCard } from "./lead-profile-card.tsx";
import { Moves } from "./moves.tsx";
import { panelTexts } from "./panel-texts.ts";

interface BookingPanelProps {
  readonly row: Row;
  /** The move whose checklist is open. */
  readonly move: string | null;
  readonly chooseMove: (to: string | null) => void;
}

/** Who the lead is, their bookings, and everything that can be done with the one that is chosen. */
export const BookingPanel = ({ row, move, chooseMove }: BookingPanelProps) => {
  const texts = useTexts(panelTexts);
  const states = stateTexts[useLanguage()];
  const bookings = useQuery(bookingsQuery(row.lead_id));
  const [chosenId, setChosenId] = useState<string | null>(null);
  const all = bookings.data ?? [];
  const chosen = all.find(({ booking_id }) => booking_id === chosenId) ?? all[0];
  return (
    <>
      <LeadProfileCard conversationId={row.conversation_id} />
      <section className={classes.section}>
        <h3 className={classes.title}>{texts.bookings}</h3>
        {bookings.isError && <p role="alert">{sayProblem(bookings.error)}</p>}
        {bookings.isSuccess && all.length === 0 && <p className={classes.quiet}>{texts.none}</p>}
        {all.map((booking) => (
          <button
            key={booking.booking_id}
            type="button"
            className={classes.booking}
            aria-pressed={booking === chosen}
            onClick={() => setChosenId(booking.booking_id)}
          >
            <span className={classes.bookingTop}>
              {booking.service_name ?? texts.noService}
              <Badge
                size="sm"
                variant="light"
                color={stateColors[booking.state]}
                tt="none"
                styles={{ label: { color: "var(--strong)" } }}
              >
                {states[booking.state]}
              </Badge>
            </span>
            <span className={classes.quiet}>
              {booking.appointment_date
                ? `${booking.appointment_date.split("-").reverse().join("/")} ${booking.appointment_time ?? ""}`
                : texts.noTime}
              {booking.provider_name && ` · ${booking.provider_name}`}
            </span>
            <PaymentLine booking={booking} />
          </button>
        ))}
      </section>
      {chosen && (
        <>
          <RequiredActions bookingId={chosen.booking_id} />
          <Moves booking={chosen} open={move} choose={chooseMove} />
          <History bookingId={chosen.booking_id} />
        </>
      )}
    </>
  );
};

interface PaymentLineProps {
  readonly booking: {
    readonly payment_status: "pending" | "received" | "settled" | "refunded" | null;
    readonly payment_amount: { readonly minor: number; readonly currency: string } | null;
  };
}

const PaymentLine = ({ booking: { payment_status, payment_amount } }: PaymentLineProps) => {
  const texts = useTexts(panelTexts);
  const language = useLanguage();
  if (!payment_status && !payment_amount) return null;
  return (
    <div className={classes.quiet}>
      {payment_amount && sayMoney(language, payment_amount)}
      {payment_status && ` · ${texts.paid[payment_status]}`}
    </div>
  );
};

const RequiredActions = ({ bookingId }: { readonly bookingId: string }) => {
  const texts = useTexts(panelTexts);
  const { data: actions } = useQuery(actionsQuery(bookingId));
  const asked = (actions ?? []).filter(({ question }) => question);
  if (!actions) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{texts.actions}</h3>
      {asked.length === 0 && <span className={classes.quiet}>{texts.noActions}</span>}
      {asked.map(({ action, field, question }) => (
        <AskLine key={`${action} ${field ?? ""}`} words={question ?? ""} />
      ))}
    </section>
  );
};

const History = ({ bookingId }: { readonly bookingId: string }) => {
  const texts = useTexts(panelTexts);
  const language = useLanguage();
  const states = stateTexts[language];
  const { data: events = [] } = useQuery(eventsQuery(bookingId));
  if (events.length === 0) return null;
  return (
    <section className={classes.section}>
      <h3 className={classes.title}>{texts.history}</h3>
      <ol className={classes.history}>
        {events.toReversed().map((event) => (
          <li key={event.event_id}>
            {event.validation_passed ? (
              <strong>{states[event.to_state]}</strong>
            ) : (
              <strong className={classes.bad}>
                {texts.blockedTry}: {states[event.to_state]}
              </strong>
            )}
            <div className={classes.quiet}>
              {sayMoment(language, event.timestamp)} ·{" "}
              {texts.by[event.triggered_by] ?? event.triggered_by}
              {event.message_content && ` · “${event.message_content}”`}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
