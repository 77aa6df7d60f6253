import type { Slot } from "#src/domain/slot.ts";
import { sayTime } from "#src/phrases/say-time.ts";
import { type Html, html, layOut, type PageOf } from "../manage/manage-layout.ts";
import { addressOf, type BookPage } from "./book-pages.ts";
import { bookWords, fillIn } from "./book-words.ts";

/** What is held or booked, in the words it is agreed to in. */
export interface Agreed {
  readonly serviceName: string;
  readonly time: string;
  readonly minutes: number;
  readonly providerName: string;
  readonly place: string;
  readonly price: string | null;
  readonly mustPayFirst: boolean;
}

const detailsOf = (page: BookPage, agreed: Agreed, more: readonly Html[] = []): Html => {
  const words = bookWords[page.language];
  const { serviceName, time, minutes, providerName, place, price } = agreed;
  return html`<dl>
<dt>${words.service}</dt><dd>${serviceName}</dd>
<dt>${words.time}</dt><dd>${time}, ${minutes} ${words.minutes}</dd>
<dt>${words.provider}</dt><dd>${providerName}</dd>
<dt>${words.place}</dt><dd>${place}</dd>
${price === null ? html`` : html`<dt>${words.price}</dt><dd>${price}</dd>`}
${more}
</dl>
${agreed.mustPayFirst ? html`<p>${words.payFirst}</p>` : html``}`;
};

export interface Review {
  readonly agreed: Agreed;
  readonly state: string;
  readonly until: string;
  readonly typed: { readonly name: string; readonly phone: string; readonly email: string };
  readonly again: string;
}

/** Exactly what the button books. */
export const reviewPage = (page: BookPage, review: Review): string => {
  const words = bookWords[page.language];
  const { agreed, state, until, typed, again } = review;
  const { name, phone, email } = typed;
  const person = [
    html`<dt>${words.name}</dt><dd>${name}</dd>`,
    ...(phone === "" ? [] : [html`<dt>${words.phone}</dt><dd>${phone}</dd>`]),
    ...(email === "" ? [] : [html`<dt>${words.email}</dt><dd>${email}</dd>`]),
  ];
  return layOut(
    page,
    words.review,
    html`<p>${fillIn(words.reviewHint, "until", until)}</p>
${detailsOf(page, agreed, person)}
<form method="post" action="${addressOf(page, "/confirm")}">
<input type="hidden" name="state" value="${state}">
<div class="buttons"><button class="button main" type="submit">${words.confirm}</button>
<a class="button" href="${again}">${words.otherTime}</a></div>
</form>`,
  );
};

/** The appointment's own pages open outside a frame, which they do not allow around themselves. */
export const confirmedPage = (page: BookPage, agreed: Agreed, managePath: string): string => {
  const words = bookWords[page.language];
  return layOut(
    page,
    words.confirmed,
    html`${detailsOf(page, agreed)}
<p>${words.confirmedText}</p>
<nav aria-label="${words.confirmed}">
<a class="button main" href="${managePath}/invite.ics" download="invite.ics">${words.addToCalendar}</a>
<a class="button" href="${managePath}" target="_blank" rel="noopener">${words.manage}</a>
</nav>`,
  );
};

/** Why not, in the house's words, and what can be had instead. */
export const takenPage = (
  page: BookPage,
  { problem, slots, again }: { problem: string; slots: readonly Slot[]; again: string },
): string => {
  const words = bookWords[page.language];
  const choices = slots.map(
    (slot) =>
      html`<li><a class="choice" href="${addressOf(page, "/details", {
        slot: slot.id,
        people: slot.participants > 1 ? String(slot.participants) : "",
      })}"><strong>${sayTime(slot.start, {
        ...{ zone: slot.zone, language: page.language },
      })}</strong> ${slot.providerName}, ${slot.locationName}</a></li>
`,
  );
  return layOut(
    page,
    words.taken,
    html`<p role="alert">${problem}</p>
${slots.length > 0 ? html`<h2>${words.instead}</h2><ul class="choices">${choices}</ul>` : html``}
<div class="buttons"><a class="button" href="${again}">${words.otherTime}</a></div>`,
  );
};

export const unknownHousePage = (page: PageOf): string => {
  const words = bookWords[page.language];
  return layOut(page, words.unknownTitle, html`<p>${words.unknownText}</p>`);
};

/** `expired`: of the form; `gone`: of what was chosen. */
export const startAgainPage = (page: BookPage, why: "expired" | "gone"): string => {
  const words = bookWords[page.language];
  const title = why === "expired" ? words.expiredTitle : words.goneTitle;
  const text = why === "expired" ? words.expiredText : words.goneText;
  return layOut(
    page,
    title,
    html`<p role="alert">${text}</p>
<div class="buttons"><a class="button main" href="${addressOf(page, "")}">${words.again}</a></div>`,
  );
};
