import type { ApiWorld } from "../api/world.ts";

/** A page as a browser without scripts has it. */
export interface Page {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface Form {
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
}

let addresses = 0;

/** From an address nobody else has, as limits count by address. */
const someAddress = (): string => {
  addresses += 1;
  return `10.2.${Math.floor(addresses / 250)}.${1 + (addresses % 250)}`;
};

export const openPage = async (
  { http }: Pick<ApiWorld, "http">,
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Page> => {
  const answer = await http.inject({ url, headers, remoteAddress: someAddress() });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
};

const plainOf = (text: string): string =>
  text.replace(/&#(\d+);/gu, (_, code: string) => String.fromCharCode(Number(code)));

export const linksOf = ({ text }: Page): string[] =>
  [...text.matchAll(/href="([^"]*)"/gu)].map(([, href = ""]) => plainOf(href));

/** The form that changes something, with what is hidden in it. */
export const formOf = ({ text }: Page): Form => {
  const path = /<form method="post" action="([^"]*)"/u.exec(text)?.[1];
  const state = /name="state" value="([^"]*)"/u.exec(text)?.[1];
  if (path === undefined || state === undefined) throw new Error(`no form stands in ${text}`);
  return { path: plainOf(path), fields: { state: plainOf(state) } };
};

export const fillForm = (page: Page, typed: Readonly<Record<string, string>>): Form => {
  const form = formOf(page);
  return { ...form, fields: { ...form.fields, ...typed } };
};

export const send = async (
  { http }: Pick<ApiWorld, "http">,
  { path, fields }: Form,
  remoteAddress = someAddress(),
): Promise<Page> => {
  const answer = await http.inject({
    ...{ method: "POST", url: path, remoteAddress },
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
};
