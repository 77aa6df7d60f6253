import { expect, test } from "vitest";

import { readLetter } from "./letter.ts";
import { isProven } from "./proven-sender.ts";

const us = "mx.hoamai.example";
const isFromLan = async (...results: string[]): Promise<boolean> => {
  const lines = results.map((result) => `Authentication-Results: ${result}`);
  const raw = [...lines, "From: Lan <lan@gmail.example>", "", "Chào"].join("\r\n");
  return isProven(await readLetter(Buffer.from(raw)), us);
};

test.each([
  `${us}; dmarc=pass (p=NONE) header.from=gmail.example`,
  `${us} 1; spf=fail smtp.mailfrom=x@y.example;\r\n dmarc = pass header.from=Gmail.example`,
  `${us}; spf=pass smtp.mailfrom=lan@gmail.example; dkim=pass header.d=gmail.example`,
  `${us}; spf=pass smtp.mailfrom=gmail.example; dkim=pass header.i=@gmail.example`,
  `${us}; spf=pass (a "quote) smtp.mailfrom=z; dmarc=pass header.from=gmail.example`,
])("%s: the server vouches for her", async (result) => {
  expect(await isFromLan(result)).toBe(true);
});

test.each([
  ["nobody vouches", []],
  ["another server does", ["mx.evil.example; dmarc=pass header.from=gmail.example"]],
  ["one named almost alike does", [`${us}.evil.example; dmarc=pass header.from=gmail.example`]],
  [
    "ours comes below another's, as what came with the letter does",
    ["mx.evil.example; none", `${us}; dmarc=pass header.from=gmail.example`],
  ],
  [
    "ours stands on top and says no",
    [`${us}; dmarc=fail header.from=gmail.example`, `${us}; dmarc=pass header.from=gmail.example`],
  ],
  ["it is of another domain", [`${us}; dmarc=pass header.from=evil.example`]],
  ["it does not say of which", [`${us}; dmarc=pass`]],
  ["only the envelope passed", [`${us}; spf=pass smtp.mailfrom=lan@gmail.example`]],
  ["only the signature passed", [`${us}; dkim=pass header.d=gmail.example`]],
  [
    "another domain signed it",
    [`${us}; spf=pass smtp.mailfrom=lan@gmail.example; dkim=pass header.d=evil.example`],
  ],
  ["it stands in a comment", [`${us}; spf=fail (x; dmarc=pass header.from=gmail.example)`]],
  [
    "it stands in a nested comment",
    [`${us}; spf=fail (a (b) ; dmarc=pass header.from=gmail.example; c)`],
  ],
  [
    "it stands in a quote",
    [`${us}; spf=fail smtp.mailfrom="a;dmarc=pass header.from=gmail.example;b"@evil.example`],
  ],
  [
    "it stands in a quote behind a comment with another",
    [`${us}; spf=fail (" x) smtp.mailfrom="y; dmarc=pass header.from=gmail.example; z"@e.example`],
  ],
  [
    "a later property contradicts the first",
    [`${us}; dmarc=pass header.from=evil.example header.from=gmail.example`],
  ],
])("%s: nothing is proven", async (_why, results) => {
  expect(await isFromLan(...results)).toBe(false);
});

test("without a name of our server nothing is proven, nor of two senders", async () => {
  const vouched = `Authentication-Results: ${us}; dmarc=pass header.from=gmail.example`;
  const from = "From: Lan <lan@gmail.example>";
  const one = await readLetter(Buffer.from(`${vouched}\r\n${from}\r\n\r\nChào`));
  expect(isProven(one, undefined)).toBe(false);
  expect(isProven(one, "")).toBe(false);
  const two = await readLetter(
    Buffer.from(`${vouched}\r\n${from}\r\nFrom: Bad <bad@evil.example>\r\n\r\nChào`),
  );
  expect(isProven(two, us)).toBe(false);
});
