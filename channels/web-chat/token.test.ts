import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";

import { grantAccess, grantStream, isToken, readToken } from "./token.ts";

const key = Buffer.alloc(32, 1);
const bearer = { organizationId: "o", user: "web:1", conversationId: "c" };
const issued = new Date("2026-03-01T10:00:00Z");
const later = (seconds: number) => ({ key, now: new Date(issued.getTime() + seconds * 1_000) });

const { token, expires_in } = grantAccess(bearer, key, issued);
const [header = "", payload = "", mac = ""] = token.split(".");
const signed = (head: string, body: string) =>
  `${head}.${body}.${createHmac("sha256", key).update(`${head}.${body}`).digest("base64url")}`;

describe("an access token", () => {
  test.each([
    ["opens its conversation until the last second", "access", 1_799, bearer],
    ["is expired when its half hour is over", "access", 1_800, "expired"],
    ["is renewed a month later", "renewal", 30 * 86_400 - 1, bearer],
    ["is not renewed after that", "renewal", 30 * 86_400, "expired"],
    ["opens no stream", "stream", 0, "forged"],
  ] as const)("%s", (_what, purpose, seconds, answer) => {
    expect(readToken(token, purpose, later(seconds))).toEqual(answer);
  });

  test("tells the client how long it lasts and who it is for", () => {
    expect(expires_in).toBe(1_800);
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
      user: "web:1",
    });
  });

  const otherPayload = Buffer.from(
    JSON.stringify({ ...bearer, org: "other", use: "access", exp: 1e12, renew: 1e12 }),
  ).toString("base64url");
  const noAlgorithm = Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url");
  test.each([
    ["with another payload", `${header}.${otherPayload}.${mac}`],
    ["without a signature", `${header}.${payload}.`],
    ["without an algorithm", `${noAlgorithm}.${payload}.`],
    ["with an algorithm of its own, well signed", signed(noAlgorithm, payload)],
    ["with a part too many", `${token}.x`],
    ["with half a signature", token.slice(0, -20)],
    ["of endless length", `${header}.${"a".repeat(100_000)}.${mac}`],
  ])("%s is forged", (_how, forged) => {
    expect(readToken(forged, "access", later(0))).toBe("forged");
  });

  test("signed with another key is forged", () => {
    const other = { key: Buffer.alloc(32, 2), now: issued };
    expect(readToken(token, "access", other)).toBe("forged");
  });
});

describe("a stream token", () => {
  const stream = grantStream(bearer, key, issued);

  test.each([
    ["connects within a minute", "stream", 59, bearer],
    ["connects no later", "stream", 60, "expired"],
    ["reads nothing by itself", "access", 0, "forged"],
    ["cannot be renewed", "renewal", 0, "forged"],
  ] as const)("%s", (_what, purpose, seconds, answer) => {
    expect(readToken(stream, purpose, later(seconds))).toEqual(answer);
  });
});

test("a key is never taken for a token", () => {
  expect(isToken("nha-khoa")).toBe(false);
  expect(isToken(token)).toBe(true);
});
