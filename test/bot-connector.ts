import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import type { FakeProvider } from "./channels/describe-push-channel.ts";
import type { HttpAnswer, HttpRequest } from "./channels/http-provider.ts";

const issuer = "https://api.botframework.com";
const keyId = "key-1";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2_048 }).privateKey;

/** A token as the Bot Connector service makes it; `isForged`: of somebody else's key. */
export const connectorToken = (
  claims: Readonly<Record<string, unknown>>,
  { isForged = false } = {},
): string => {
  const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString("base64url");
  const now = Math.floor(Date.now() / 1_000);
  const payload = { iss: issuer, nbf: now - 60, exp: now + 3_600, ...claims };
  const signed = `${part({ typ: "JWT", alg: "RS256", kid: keyId })}.${part(payload)}`;
  const signature = sign("RSA-SHA256", Buffer.from(signed), isForged ? stranger : privateKey);
  return `${signed}.${signature.toString("base64url")}`;
};

/**
 * Microsoft's side: its keys at `/keys`, its login, and a connector that answers everything alike and
 * remembers what it was asked.
 */
export const openBotConnector = async (): Promise<FakeProvider<HttpAnswer>> => {
  let next: HttpAnswer | null = { status: 200, body: { id: "1" } };
  const requests: HttpRequest[] = [];
  let url = "";
  const known = (path: string): unknown => {
    if (path === "/openid") return { issuer, jwks_uri: `${url}/keys` };
    if (path === "/keys") return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: keyId }] };
    if (path.endsWith("/oauth2/v2.0/token")) return { access_token: "granted", expires_in: 3_600 };
    return null;
  };
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const body = await text(request);
    const answer = known(path);
    if (answer) {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
      return;
    }
    requests.push({ method, path, headers, body: body === "" ? null : JSON.parse(body) });
    if (next === null) return;
    response.writeHead(next.status, { "content-type": "application/json", ...next.headers });
    response.end(typeof next.body === "string" ? next.body : JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, requests },
    answer: (answer) => {
      next = answer;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
