import { domainOf } from "./address.ts";
import type { Letter } from "./letter.ts";

/** One method's verdict with what it was about: `dkim=pass header.d=example.com`. */
interface Verdict {
  readonly method: string;
  readonly result: string;
  readonly about: ReadonlyMap<string, string>;
}

/**
 * Whether our receiving server vouches that the letter is from whom it says: by the topmost of its
 * Authentication-Results headers, the server's own, which stands above all that came with the letter.
 * A server that is one removes what pretends to be its own (RFC 8601 §5); without a name of it in the
 * settings nothing is proven.
 */
export const isProven = ({ headers, from }: Letter, authservId: string | undefined): boolean => {
  if (!from || !authservId) return false;
  const [top] = headers("authentication-results");
  const [id = "", ...verdicts] = top === undefined ? [] : sectionsOf(top);
  if (id.split(/\s/u, 1)[0]?.toLowerCase() !== authservId.toLowerCase()) return false;
  return vouches(verdicts.map(readVerdict), domainOf(from.address));
};

const vouches = (verdicts: readonly Verdict[], domain: string): boolean => {
  const passed = (method: string, about: string) =>
    verdicts.some(
      (one) =>
        one.method === method &&
        one.result === "pass" &&
        (one.about.get(about) ?? "").replace(/^.*@/u, "") === domain,
    );
  if (passed("dmarc", "header.from")) return true;
  const isSigned = passed("dkim", "header.d") || passed("dkim", "header.i");
  return passed("spf", "smtp.mailfrom") && isSigned;
};

const readVerdict = (section: string): Verdict => {
  const [first = "", ...rest] = section.split(/\s+/u);
  const [method = "", result = ""] = first.split("=");
  const about = rest.map((pair): [string, string] => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  // The first of a name counts: a later one may be part of what the sender chose.
  return { method: method.replace(/\/.*$/u, ""), result, about: new Map(about.toReversed()) };
};

/**
 * The parts between semicolons, lower-cased, without comments. What is quoted was chosen by the sender
 * in part: nothing in it separates or counts.
 */
const sectionsOf = (value: string): readonly string[] =>
  plainOf(value)
    .toLowerCase()
    .split(";")
    .map((section) => section.replace(/\s*=\s*/gu, "=").trim());

/** In one pass: a quote inside a comment begins none, nor does a bracket inside a quote. */
const plainOf = (value: string): string => {
  let plain = "";
  let depth = 0;
  let isQuoted = false;
  for (const piece of value.split(/(\\.|[()"])/u)) {
    if (isQuoted) isQuoted = piece !== '"';
    else if (piece === '"' && depth === 0) isQuoted = true;
    else if (piece === "(") depth += 1;
    else if (piece === ")") depth = Math.max(depth - 1, 0);
    else if (depth === 0) plain += piece;
  }
  return plain;
};
