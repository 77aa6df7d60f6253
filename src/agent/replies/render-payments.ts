import type { Appointment, Booking } from "#src/domain/booking.ts";
import type { Money } from "#src/domain/money.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { plain, type Rendered, sayService, saySlot, type Voice } from "./render-reply.ts";
import type { PaymentNews } from "./reply-plan.ts";

/** What the house says of money, each in the transaction that made it true. */
export const renderPayment = (voice: Voice, news: PaymentNews): Rendered => {
  const { say } = voice;
  const amount = sayMoney(news.amount, voice.briefing.language);
  switch (news.about) {
    case "link":
      return plain(
        say("payment_link", {
          ...timed(voice, news),
          amount,
          url: news.url,
          ...until(voice, news),
        }),
      );
    case "received":
      return plain(say("payment_received", { ...placed(voice, news.booking), amount }));
    case "unclear":
      return plain(say("payment_unclear", { amount }));
    case "lapsed":
      return { ...plain(say("payment_lapsed", timed(voice, news))), asked: { kind: "time" } };
    case "gone":
      return {
        ...plain(say("payment_gone", { ...timed(voice, news), amount })),
        asked: { kind: "time" },
      };
    case "failed":
      return plain(sayFailed(voice, news, amount));
    case "refund_ordered":
      return plain(say("refund_ordered", { amount }));
    case "refunded":
      return plain(say("refunded", { amount }));
  }
};

const until = (
  voice: Voice,
  { expiresAt, at }: { readonly expiresAt: Date; readonly at: Appointment },
) => ({
  until: voice.time(expiresAt, at.zone),
});

const timed = (
  voice: Voice,
  { booking, at }: { readonly booking: Booking; readonly at: Appointment },
) => ({ service: sayService(voice, booking), time: voice.time(at.start, at.zone) });

const placed = (voice: Voice, booking: Booking) => {
  if (!booking.appointment) throw new Error(`booking ${booking.id} is paid without an appointment`);
  return { service: sayService(voice, booking), slot: saySlot(voice, booking.appointment) };
};

const sayFailed = (
  voice: Voice,
  { booking, methods }: { readonly booking: Booking; readonly methods: readonly string[] },
  amount: string,
): string => {
  const values = { service: sayService(voice, booking), amount };
  if (methods.length === 0) return voice.say("payment_failed_only", values);
  const named = methods.map((method) => voice.say("pay_by", { method })).join(", ");
  return voice.say("payment_failed", { ...values, methods: named });
};

/** As people read it; what is due in advance may be less than the price. */
export const sayDue = ({ briefing }: Voice, due: Money): string => sayMoney(due, briefing.language);
