import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { voice } from "../../channels/voice/index.ts";
import { openTwilioEmulator, type TwilioEmulator } from "../twilio-emulator.ts";

let twilio: TwilioEmulator;
beforeAll(async () => {
  twilio = await openTwilioEmulator();
});
afterAll(() => twilio.close());

const webhookOf = (account: string) => `https://book.example.com${voice.pathOf?.(account)}`;
const connect = (given: Record<string, string> = {}, isPublic = true) =>
  voice.connect(
    {
      ...{ "account-sid": twilio.accountSid, "auth-token": twilio.authToken },
      ...{ number: twilio.number, "api-root": twilio.apiRoot, ...given },
    },
    { webhookOf: isPublic ? webhookOf : () => null, secret: "s" },
  );

describe("connecting a telephone number", () => {
  test.each([
    [{ "account-sid": "" }, "--account-sid", /missing/u],
    [{ "auth-token": "short" }, "--auth-token", /32 characters/u],
    [{ "auth-token": "b".repeat(32) }, "--auth-token", /refused by Twilio/u],
    [{ number: "0901234567" }, "--number", /such as \+84/u],
    [{ number: "+84999999999" }, "--number", /no number of this account/u],
    [{ "hand-over-to": "lễ tân" }, "--hand-over-to", /is no number/u],
    [{ "api-root": "nowhere" }, "--api-root", /is not an address/u],
    [{ "api-root": "http://127.0.0.1:1" }, "--api-root", /could not be reached/u],
  ])("with %o names %s and the remedy", async (given, field, remedy) => {
    const connection = await connect(given);
    expect(connection).toEqual({
      ...{ ok: false, field },
      remedy: { en: expect.stringMatching(remedy), vi: expect.any(String) },
    });
  });

  test("has its calls taken by us, and keeps whom they are handed over to", async () => {
    expect(await connect({ "hand-over-to": "+842839999999" })).toEqual({
      ...{ ok: true, name: "+84901234567" },
      account: {
        account: "84901234567",
        settings: { origin: "https://book.example.com", handOverTo: "+842839999999" },
        secrets: { authToken: twilio.authToken },
      },
    });
    const path = `/2010-04-01/Accounts/${twilio.accountSid}/IncomingPhoneNumbers.json`;
    expect(await twilio.look(path)).toMatchObject({
      incoming_phone_numbers: [
        { voice_url: "https://book.example.com/voice/84901234567/incoming", voice_method: "POST" },
      ],
    });
  });

  test("that nobody can reach says what to paste where", async () => {
    expect(await connect({}, false)).toMatchObject({
      ok: true,
      next: expect.stringContaining("https://<your host>/voice/84901234567/incoming"),
    });
  });
});
