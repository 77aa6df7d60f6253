import type { Appointment, Booking } from "#src/domain/booking.ts";
import { isOffList } from "#src/domain/pricing/slot-price.ts";
import type { Slot } from "#src/domain/slot.ts";
import { sayMoney } from "#src/phrases/say-money.ts";
import { sayDate, sayTime } from "#src/phrases/say-time.ts";
import { writeChoice } from "./choice-of-slot.ts";
import { type Html, html, layOut, type PageOf } from "./manage-layout.ts";
import { leadReasonsShown, type ManageWords, manageWords } from "./manage-words.ts";

/** An appointment as its page shows it. */
export interface Shown extends PageOf {
  readonly booking: Booking & { readonly appointment: Appointment };
  readonly address: string;
  /** Below which its pages stand. */
  readonly path: string;
  /** What a change must be of (`cancellationHashOf`). */
  readonly shownHash: string;
}

export const overviewPage = (shown: Shown): string => {
  const words = manageWords[shown.language];
  const { path } = shown;
  return layOut(
    shown,
    words.title,
    html`${detailsOf(shown)}
<nav aria-label="${words.title}">
<a class="button main" href="${path}/invite.ics" download="invite.ics">${words.addToCalendar}</a>
<a class="button" href="${path}/move">${words.move}</a>
<a class="button bad" href="${path}/cancel">${words.cancel}</a>
</nav>`,
  );
};

const detailsOf = (shown: Shown): Html => {
  const { booking, address, language } = shown;
  const { appointment, serviceName, state } = booking;
  const words = manageWords[language];
  const place = [appointment.locationName, address].filter(Boolean).join(", ");
  const standing = state === "PAYMENT_PENDING" ? words.waitsForPayment : words.confirmed;
  return html`<dl>
<dt>${words.service}</dt><dd>${serviceName ?? ""}</dd>
<dt>${words.time}</dt><dd>${timeOf(shown)}</dd>
<dt>${words.provider}</dt><dd>${appointment.providerName}</dd>
<dt>${words.place}</dt><dd>${place}</dd>
<dt>${words.state}</dt><dd>${standing}</dd>
</dl>`;
};

/** By the place's clock, which is named: the reader may be anywhere. */
const timeOf = ({ booking: { appointment }, language }: Shown): string => {
  const { start, end, zone } = appointment;
  const minutes = Math.round((end.getTime() - start.getTime()) / 60_000);
  const clock = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "longGeneric" })
    .formatToParts(start)
    .find(({ type }) => type === "timeZoneName")?.value;
  const length = `${minutes} ${manageWords[language].minutes}`;
  return `${sayTime(start, { zone, language })}, ${length} (${clock ?? zone})`;
};

/** What stands in the way, in the house's own words. */
const alertOf = (problem: string | null): Html =>
  problem === null ? html`` : html`<p role="alert">${problem}</p>`;

export const cancelPage = (shown: Shown, problem: string | null = null): string => {
  const { path, shownHash, language } = shown;
  const words = manageWords[language];
  return layOut(
    shown,
    words.cancelTitle,
    html`${alertOf(problem)}${detailsOf(shown)}
<p>${words.cancelWarning}</p>
<form method="post" action="${path}/cancel">
<input type="hidden" name="shown" value="${shownHash}">
${reasonsOf(words)}
<div class="buttons">
<button class="button bad" type="submit">${words.cancelYes}</button>
<a class="button" href="${path}">${words.keep}</a>
</div>
</form>`,
  );
};

const reasonsOf = ({ why, reasons }: ManageWords): Html => html`<label class="why">${why}
<select name="why">
${leadReasonsShown.map((code) => html`<option value="${code}">${reasons[code]}</option>`)}
</select></label>`;

export const cancelledPage = (shown: Shown): string => {
  const words = manageWords[shown.language];
  const { serviceName } = shown.booking;
  return layOut(
    shown,
    words.cancelled,
    html`<p><strong>${serviceName ?? ""}</strong>, ${timeOf(shown)}</p><p>${words.cancelledText}</p>`,
  );
};

export const movePage = (
  shown: Shown,
  slots: readonly Slot[],
  problem: string | null = null,
): string => {
  const { path, shownHash, language } = shown;
  const words = manageWords[language];
  const back = html`<a class="button" href="${path}">${words.back}</a>`;
  const now = html`${alertOf(problem)}<p>${words.moveNow} <strong>${timeOf(shown)}</strong></p>`;
  if (slots.length === 0) {
    const none = html`${now}<p>${words.noTimes}</p><div class="buttons">${back}</div>`;
    return layOut(shown, words.moveTitle, none);
  }
  return layOut(
    shown,
    words.moveTitle,
    html`${now}<p class="soft">${words.moveHint}</p>
<form method="post" action="${path}/move">
<input type="hidden" name="shown" value="${shownHash}">
${daysOf(slots, shown)}
${reasonsOf(words)}
<div class="buttons"><button class="button main" type="submit">${words.moveYes}</button>${back}</div>
</form>`,
  );
};

/** One group of times for each day; a provider is named, as another may have them. */
const daysOf = (slots: readonly Slot[], { language }: PageOf): readonly Html[] => {
  const byDay = Map.groupBy(slots, ({ start, zone }) => sayDate(start, zone, language));
  return [...byDay].map(
    ([day, times]) => html`<fieldset><legend>${day}</legend>
${times.map((slot) => choiceOf(slot, language))}
</fieldset>`,
  );
};

const choiceOf = (slot: Slot, language: PageOf["language"]): Html => {
  const { start, zone, providerName } = slot;
  const time = sayTime(start, { zone, language }).split(", ").at(-1) ?? "";
  return html`<label class="time"><input type="radio" name="slot" value="${writeChoice(slot)}" required>
<span><strong>${time}</strong> ${providerName}${priceOf(slot, language)}</span></label>
`;
};

/** Told where rules make it differ from the list. */
const priceOf = ({ price }: Slot, language: PageOf["language"]): Html => {
  if (!price || !isOffList(price)) return html``;
  const list = sayMoney({ ...price, minor: price.listMinor }, language);
  const names = price.rules.map(({ name }) => name[language]).join(", ");
  return html` <br>${sayMoney(price, language)} <s>${list}</s> (${names})`;
};

export const movedPage = (shown: Shown): string => {
  const words = manageWords[shown.language];
  const { path } = shown;
  return layOut(
    shown,
    words.moved,
    html`${detailsOf(shown)}
<div class="buttons"><a class="button main" href="${path}/invite.ics" download="invite.ics">${words.addToCalendar}</a>
<a class="button" href="${path}">${words.back}</a></div>`,
  );
};

/** Why a link opens nothing. */
export type Closed = "unknown" | "expired" | "gone";

export const closedPage = (of: PageOf, why: Closed): string => {
  const words = manageWords[of.language];
  const said = {
    unknown: [words.unknownTitle, words.unknownText],
    expired: [words.expiredTitle, words.expiredText],
    gone: [words.goneTitle, words.goneText],
  } as const;
  const [title, text] = said[why];
  return layOut(of, title, html`<p>${text}</p>`);
};
