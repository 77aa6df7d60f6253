import type { BriefService } from "../briefing.ts";
import { YES } from "../consent.ts";
import type { Asked } from "../focus.ts";
import { NO } from "./buttons.ts";
import {
  renderBookings,
  renderCancelled,
  renderChooseBooking,
  renderConfirm,
  renderConfirmed,
  renderKept,
  renderOffer,
} from "./render-appointments.ts";
import { renderNotice } from "./render-notices.ts";
import { renderPayment } from "./render-payments.ts";
import { renderProviders } from "./render-providers.ts";
import { askQuestionAgain, renderQuestion } from "./render-question.ts";
import { renderComing } from "./render-reminders.ts";
import { plain, type Rendered, saySlot, type Voice } from "./render-reply.ts";
import {
  renderAskScope,
  renderSeriesCancelled,
  renderSeriesConfirmed,
  renderSeriesOffer,
} from "./render-series.ts";
import type { PlainReply, ReplyPlan } from "./reply-plan.ts";

type Plan<K extends ReplyPlan["kind"]> = Extract<ReplyPlan, { kind: K }>;

/** The words, the buttons and the open question of a plan. */
export const renderPlan = (voice: Voice, plan: ReplyPlan): Rendered => {
  switch (plan.kind) {
    case "plain":
      return renderPlain(voice, plan.say);
    case "ask_service":
      return renderAskService(voice, plan);
    case "services":
      return renderServices(voice, plan.services);
    case "ask_question":
      return renderQuestion(voice, plan);
    case "offer":
      return renderOffer(voice, plan);
    case "confirm":
      return renderConfirm(voice, plan);
    case "confirmed":
      return renderConfirmed(voice, plan);
    case "cancelled":
      return renderCancelled(voice, plan);
    case "kept":
      return renderKept(voice, plan);
    case "choose_booking":
      return renderChooseBooking(voice, plan);
    case "bookings":
      return renderBookings(voice, plan);
    case "answers":
      return plain(plan.answers.map(({ text }) => text).join("\n\n"));
    case "no_slots":
      return renderNoSlots(voice, plan);
    case "waitlist_joined":
      return plain(voice.say("waitlist_joined", { service: plan.serviceName }));
    case "series_offer":
      return renderSeriesOffer(voice, plan);
    case "series_confirmed":
      return renderSeriesConfirmed(voice, plan);
    case "series_cancelled":
      return renderSeriesCancelled(voice, plan);
    case "ask_scope":
      return renderAskScope(voice, plan);
    case "providers":
      return renderProviders(voice, plan);
    case "ask_yes":
      return renderAskYes(voice, plan);
    case "unclear_time":
    case "impossible_date":
      return { ...plain(voice.say(plan.kind, { text: plan.text })), asked: { kind: "time" } };
    case "refused":
      return renderRefused(plan);
    case "time_freed":
    case "fallen_away":
    case "moved_by_us":
    case "cannot_take_place":
    case "class_cancelled":
    case "reminder":
      return renderNotice(voice, plan);
    case "coming":
      return renderComing(voice, plan);
    case "payment":
      return renderPayment(voice, plan);
    case "then_ask_again":
      return renderThenAskAgain(voice, plan.first);
  }
};

/** Refusals whose words offer the help of a colleague. */
const leftToPeople: readonly string[] = [
  ...["cancellation_allowed_until", "reschedule_allowed_until", "no_payment_link"],
];

const renderRefused = ({ refusal }: Plan<"refused">): Rendered => ({
  ...plain(refusal.suggestedReply),
  asked: leftToPeople.includes(refusal.code) ? { kind: "colleague" } : null,
});

const renderAskYes = ({ say }: Voice, { text, asked }: Plan<"ask_yes">): Rendered => ({
  text,
  choices: [
    { id: YES, label: say("button_yes") },
    { id: NO, label: say("button_no") },
  ],
  asked,
});

const openQuestions: Partial<Record<PlainReply, Asked>> = {
  no_answer: { kind: "colleague" },
  ask_series_length: { kind: "series_length" },
  ask_time: { kind: "time" },
  weekday_differs: { kind: "time" },
  past_time: { kind: "time" },
  ask_contact: { kind: "contact" },
};

/** Said in passing: a question for a yes stands again below them, for the yes must follow it. */
const inPassing: readonly PlainReply[] = ["thanks", "hello_again", "unclear"];

const renderPlain = (voice: Voice, key: PlainReply): Rendered => {
  const { say, briefing } = voice;
  const reply = plain(say(key, { business: briefing.organization.name }));
  if (key === "greet") return { ...reply, ...serviceQuestion(briefing.services) };
  const { asked } = briefing.focus;
  const again = inPassing.includes(key) && asked && "shownHash" in asked ? askAgain(voice) : null;
  if (again) return { ...again, text: `${reply.text}\n\n${again.text}` };
  return { ...reply, asked: openQuestions[key] ?? null };
};

const serviceQuestion = (services: readonly BriefService[]) => {
  const options = services.map(({ id, name }) => ({ id, label: name }));
  const asked: Asked = { kind: "choose_service", options };
  return { choices: options, asked };
};

const renderAskService = ({ say }: Voice, { services, which }: Plan<"ask_service">): Rendered => ({
  text: say(which ? "ask_which_service" : "ask_service"),
  ...serviceQuestion(services),
});

const renderServices = ({ say }: Voice, services: readonly BriefService[]): Rendered => ({
  text: [
    say("services_head"),
    ...services.map(({ name, minutes, price }, index) =>
      say("service_line", { n: index + 1, name, minutes, price: price ?? "none" }),
    ),
    say("ask_service"),
  ].join("\n"),
  ...serviceQuestion(services),
});

const renderNoSlots = (voice: Voice, plan: Plan<"no_slots">): Rendered => {
  const { say } = voice;
  const why = plan.reason ? [say("no_slots", { why: say(`why_${plan.reason}`) })] : [];
  const times = plan.nearest.map((slot) => saySlot(voice, slot)).join("; ");
  if (times !== "") {
    return {
      ...plain([...why, say("nearest", { times }), say("ask_time")].join("\n")),
      asked: { kind: "time" },
    };
  }
  return {
    text: [...why, say("no_slots_at_all")].join("\n"),
    choices: [
      { id: YES, label: say("button_yes") },
      { id: NO, label: say("button_no") },
    ],
    asked: { kind: "waitlist", serviceId: plan.serviceId, wish: plan.wish },
  };
};

/** The open question stays open; the lead reads the answer first and is asked again below it. */
const renderThenAskAgain = (voice: Voice, first: ReplyPlan): Rendered => {
  const answer = renderPlan(voice, first);
  const again = askAgain(voice);
  return again ? { ...again, text: `${answer.text}\n\n${again.text}` } : answer;
};

const askAgain = (voice: Voice): Rendered | null => {
  const { briefing, say } = voice;
  const { asked } = briefing.focus;
  switch (asked?.kind) {
    case "confirm_slot":
      return confirmAgain(voice, asked);
    case "choose_slot":
      return briefing.offered.length > 0
        ? renderOffer(voice, {
            kind: "offer",
            bookingId: asked.bookingId,
            slots: briefing.offered,
            because: "which",
          })
        : null;
    case "sop":
      return askQuestionAgain(voice, asked);
    case "time":
      return { text: say("ask_time"), choices: [], asked };
    case "contact":
      return { text: say("ask_contact"), choices: [], asked };
    case "choose_service":
      return { text: say("ask_service"), choices: asked.options, asked };
    default:
      return null;
  }
};

/** The same question for the same yes; a slot no longer held cannot be asked about. */
const confirmAgain = (
  voice: Voice,
  { slotId, bookingId, shownHash }: Extract<Asked, { kind: "confirm_slot" }>,
): Rendered | null => {
  const slot = voice.briefing.offered.find(({ id }) => id === slotId);
  return slot
    ? renderConfirm(voice, {
        kind: "confirm",
        question: { kind: "confirm_slot", slot, bookingId, shownHash },
      })
    : null;
};
