import { generateKeyPairSync, sign } from "node:crypto";

import type { FakeProvider } from "./channels/describe-push-channel.ts";
import { type HttpAnswer, openHttpProvider } from "./channels/http-provider.ts";

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

/** What Microsoft answers beside its connector: where its keys are, the keys, and its login. */
const known = (path: string, url: string): unknown => {
  if (path === "/openid") return { issuer, jwks_uri: `${url}/keys` };
  if (path === "/keys") return { keys: [{ ...publicKey.export({ format: "jwk" }), kid: keyId }] };
  if (path.endsWith("/oauth2/v2.0/token")) return { access_token: "granted", expires_in: 3_600 };
  return null;
};

/** Microsoft's side: a connector that takes everything until it is told otherwise. */
export const openBotConnector = async (): Promise<FakeProvider<HttpAnswer>> => {
  const connector = await openHttpProvider({ known });
  connector.answer({ status: 200, body: { id: "1" } });
  return connector;
};
