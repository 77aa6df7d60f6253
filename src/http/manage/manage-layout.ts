import type { Language } from "#src/domain/facts.ts";
import { escapeHtml } from "../escape-html.ts";
import { manageWords } from "./manage-words.ts";

/** Whose page it is and in which language. */
export interface PageOf {
  readonly language: Language;
  /** Null: of nobody we know. */
  readonly house: { readonly name: string; readonly phone: string | null } | null;
}

/** Markup that is safe to put into a page. */
export interface Html {
  readonly html: string;
}

type Piece = string | number | Html | readonly Html[];

/** Text is escaped, markup of this function is not. */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: String.raw({ raw: strings }, ...pieces.map(asHtml)),
});

const asHtml = (piece: Piece): string => {
  if (typeof piece === "string" || typeof piece === "number") return escapeHtml(String(piece));
  return "html" in piece ? piece.html : piece.map((one) => one.html).join("");
};

// Colours: at least 4.5:1 on their ground (WCAG 2.2, 1.4.3); targets 48 px high.
const style = `
  :root { color-scheme: light; --ink: #1c2430; --soft: #55606e; --line: #d5dbe2; --main: #0b5f58; --bad: #a4262c }
  * { box-sizing: border-box }
  body { margin: 0; background: #f3f5f7; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
  header, main, footer { max-width: 34rem; margin: 0 auto; padding: 0 1rem }
  header { padding-top: 1.5rem; color: var(--soft); font-weight: 600 }
  main > section { background: #fff; border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; margin: .75rem 0 }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem }
  h2 { font-size: 1rem; margin: 1.25rem 0 .25rem }
  dl { display: grid; grid-template-columns: minmax(5.5rem, auto) 1fr; gap: .5rem 1rem; margin: 0 }
  dt { color: var(--soft) } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere }
  nav, .buttons { display: grid; gap: .75rem; margin-top: 1.5rem }
  .button { display: flex; align-items: center; justify-content: center; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--main); border-radius: .5rem; background: #fff; color: var(--main); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer }
  .button.main { background: var(--main); color: #fff }
  .button.bad { border-color: var(--bad); color: var(--bad) }
  button.button.bad { background: var(--bad); color: #fff }
  .button:focus-visible, input:focus-visible, select:focus-visible, a:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px }
  fieldset { border: 0; margin: 0; padding: 0 } legend { font-weight: 600; padding: 1.25rem 0 .25rem }
  .time { display: flex; align-items: center; gap: .75rem; min-height: 3rem; border-bottom: 1px solid var(--line) }
  .time input { width: 1.25rem; height: 1.25rem; flex: none; accent-color: var(--main) }
  .field { display: block; margin: 1.25rem 0 0; font-weight: 600 } .field label { font-weight: 600 } .field label.time { font-weight: 400 }
  .field input:not([type=radio]), .field select, textarea { display: block; width: 100%; min-height: 3rem; margin-top: .25rem; padding: .5rem .75rem; border: 1px solid #76808c; border-radius: .5rem; background: #fff; color: inherit; font: inherit; font-weight: 400 }
  [aria-invalid=true] { border: 2px solid var(--bad) !important } .error { color: var(--bad); font-weight: 600; margin: .25rem 0 0 }
  textarea:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px }
  .check { display: flex; align-items: flex-start; gap: .75rem; min-height: 3rem; margin-top: 1rem } .check input { width: 1.25rem; height: 1.25rem; margin-top: .15rem; flex: none; accent-color: var(--main) }
  .choices { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none }
  .choice { display: block; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .5rem; color: var(--ink); text-decoration: none } .choice:hover { border-color: var(--main) } .choice strong { color: var(--main) }
  .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr)); gap: .5rem; margin: 0; padding: 0; list-style: none }
  .button:focus-visible, select:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px }
  [role=alert] { border-left: 4px solid var(--bad); background: #fdf1f1; padding: .75rem 1rem; margin: 0 0 1rem }
  .why { display: grid; gap: .25rem; margin-top: 1.25rem; font-weight: 600 }
  .why select { min-height: 3rem; padding: .5rem; border: 1px solid var(--soft); border-radius: .5rem; background: #fff; color: var(--ink); font: inherit; width: 100% }
  .soft { color: var(--soft) } footer { padding-bottom: 2rem; color: var(--soft) } footer a { color: var(--main) }
  @media (min-width: 40rem) { nav, .buttons { grid-auto-flow: column; grid-auto-columns: 1fr } }
`;

/** A whole page; it needs no script and loads nothing. */
export const layOut = ({ language, house }: PageOf, title: string, content: Html): string => {
  const name = house?.name ?? "";
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${name && ` – ${name}`}</title>
<style>${{ html: style }}</style>
</head>
<body>
${name === "" ? "" : html`<header>${name}</header>`}
<main><section>
<h1>${title}</h1>
${content}
</section></main>
<footer>${contactOf({ language, house })}</footer>
</body>
</html>
`;
  return page.html;
};

const contactOf = ({ language, house }: PageOf): Html => {
  const words = manageWords[language];
  const phone = house?.phone;
  if (!phone) return html`<p>${words.contactChat}</p>`;
  return html`<p>${words.contact} <a href="tel:${phone.replace(/[^\d+]/gu, "")}">${phone}</a></p>`;
};
