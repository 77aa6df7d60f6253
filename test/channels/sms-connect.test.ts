import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { sms } from "../../channels/sms/index.ts";
import { openTwilioEmulator, serviceSid, type TwilioEmulator } from "../twilio-emulator.ts";

let twilio: TwilioEmulator;
beforeAll(async () => {
  twilio = await openTwilioEmulator();
});
afterAll(() => twilio.close());

const webhookOf = (account: string) => `https://book.example.com/webhooks/sms/${account}`;
const everything = () => ({
  ...{ "account-sid": twilio.accountSid, "auth-token": twilio.authToken },
  ...{ from: twilio.number, "api-root": twilio.apiRoot },
});
const connect = (given: Record<string, string> = {}, isPublic = true) =>
  sms.connect(
    { ...everything(), ...given },
    { webhookOf: isPublic ? webhookOf : () => null, secret: "s" },
  );

describe("connecting a number", () => {
  test.each([
    [{ "account-sid": "" }, "--account-sid", /missing/u],
    [{ "account-sid": `SK${"1".repeat(32)}` }, "--account-sid", /begin with AC/u],
    [{ "account-sid": `AC${"9".repeat(32)}` }, "--auth-token", /refused by Twilio/u],
    [{ "auth-token": "short" }, "--auth-token", /32 characters/u],
    [{ "auth-token": "b".repeat(32) }, "--auth-token", /refused by Twilio \(twilio_20003\)/u],
    [{ from: "0901234567" }, "--from", /such as \+84901234567/u],
    [{ from: "+84999999999" }, "--from", /no number of this account/u],
    [{ from: `MG${"9".repeat(32)}` }, "--from", /no messaging service of this account/u],
    [{ "api-root": "nowhere" }, "--api-root", /is not an address/u],
    [{ "api-root": "http://127.0.0.1:1" }, "--api-root", /could not be reached/u],
  ])("with %o names %s and the remedy", async (given, field, remedy) => {
    const connection = await connect(given);
    expect(connection).toEqual({
      ...{ ok: false, field },
      remedy: { en: expect.stringMatching(remedy), vi: expect.any(String) },
    });
  });

  test("has its messages posted to us", async () => {
    expect(await connect()).toEqual({
      ...{ ok: true, name: "+84901234567" },
      account: {
        account: "84901234567",
        settings: {
          ...{ accountSid: twilio.accountSid, from: "+84901234567", apiRoot: twilio.apiRoot },
          statusCallback: webhookOf("84901234567"),
        },
        secrets: { authToken: twilio.authToken },
      },
    });
    const path = `/2010-04-01/Accounts/${twilio.accountSid}/IncomingPhoneNumbers.json`;
    expect(await twilio.look(path)).toMatchObject({
      incoming_phone_numbers: [{ sms_url: webhookOf("84901234567"), sms_method: "POST" }],
    });
  });

  test("of a messaging service has the service's messages posted to us", async () => {
    const connection = await connect({ from: serviceSid });
    expect(connection).toMatchObject({ ok: true, account: { account: serviceSid } });
    expect(await twilio.look(`/messaging/v1/Services/${serviceSid}`)).toMatchObject({
      inbound_request_url: webhookOf(serviceSid),
    });
  });

  test("that nobody can reach says what to paste where", async () => {
    const connection = await connect({}, false);
    expect(connection).toMatchObject({
      ok: true,
      next: expect.stringContaining("https://<your host>/webhooks/sms/84901234567"),
    });
    expect(connection.ok && connection.account.settings).not.toHaveProperty("statusCallback");
  });

  test("whose settings the token may not change says so too", async () => {
    const number = { sid: `PN${"3".repeat(32)}`, capabilities: { sms: true } };
    const known = { status: "active", incoming_phone_numbers: [number] };
    const provider = createServer(({ method }, response) => {
      response.writeHead(method === "GET" ? 200 : 403, { "content-type": "application/json" });
      response.end(JSON.stringify(method === "GET" ? known : { status: 403, code: 20403 }));
    });
    await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
    const { port } = provider.address() as AddressInfo;
    const connection = await connect({ "api-root": `http://127.0.0.1:${port}` });
    provider.closeAllConnections();
    provider.close();
    expect(connection).toMatchObject({
      ok: true,
      next: expect.stringContaining(`paste ${webhookOf("84901234567")} into`),
    });
  });
});

describe("letting go", () => {
  const elsewhere = "https://elsewhere.example.com/sms";
  const numbers = () => `/2010-04-01/Accounts/${twilio.accountSid}/IncomingPhoneNumbers.json`;
  const service = `/messaging/v1/Services/${serviceSid}`;
  const smsUrl = async () => {
    const { incoming_phone_numbers: found } = (await twilio.look(numbers())) as {
      readonly incoming_phone_numbers: readonly { readonly sms_url: string | null }[];
    };
    return found[0]?.sms_url;
  };
  const accountOf = async (given: Record<string, string>) => {
    const connection = await connect(given);
    if (!connection.ok) throw new Error("it could not be connected");
    return connection.account;
  };
  const letGo = async (given: Record<string, string> = {}) =>
    sms.disconnect?.(await accountOf(given), AbortSignal.timeout(5_000));

  test("of a number has its messages posted to us no more", async () => {
    await letGo();
    expect(await smsUrl()).toBe("");
  });

  test("of a service has its messages posted to us no more", async () => {
    await letGo({ from: serviceSid });
    expect(await twilio.look(service)).toMatchObject({ inbound_request_url: "" });
  });

  test("leaves alone what is somebody else's by now", async () => {
    for (const given of [{}, { from: serviceSid }]) {
      const account = await accountOf(given);
      await sms.connect({ ...everything(), ...given }, { webhookOf: () => elsewhere, secret: "s" });
      await sms.disconnect?.(account, AbortSignal.timeout(5_000));
    }
    expect(await smsUrl()).toBe(elsewhere);
    expect(await twilio.look(service)).toMatchObject({ inbound_request_url: elsewhere });
  });
});
