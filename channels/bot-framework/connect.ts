import type { Connection, PushChannel } from "../../src/conversation/push-channel.ts";
import { accessToken } from "./access-token.ts";
import { LOCAL } from "./door.ts";
import { failureOf } from "./failure.ts";
import { isThisMachine } from "./service-url.ts";

const wrong = (field: string, remedy: string): Connection => ({ ok: false, field, remedy });

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const whereId = "copy it from the bot's configuration on portal.azure.com";

/** What can be seen without asking Microsoft; null: nothing is wrong. */
const faultOf = (given: Readonly<Record<string, string>>): Connection | null => {
  const { "app-id": appId = "", "app-password": password, "tenant-id": tenantId } = given;
  if (!GUID.test(appId)) return wrong("--app-id", `is missing or is no app id: ${whereId}`);
  if (!password) return wrong("--app-password", "is missing: make a client secret for the app");
  if (tenantId !== undefined && !GUID.test(tenantId)) {
    return wrong("--tenant-id", `is no tenant id: ${whereId}, or leave it out for any tenant's`);
  }
  const address = ["login-root", "open-id-metadata"].find(
    (name) => given[name] !== undefined && !URL.canParse(given[name]),
  );
  return address === undefined ? null : wrong(`--${address}`, "is not an address");
};

/** Asks Microsoft whether the app and its password are known. */
export const connect: PushChannel["connect"] = async (given, { webhookOf }) => {
  const { "app-password": appPassword = "" } = given;
  const appId = (given["app-id"] ?? "").toLowerCase();
  const url = webhookOf(appId || LOCAL);
  if (given["local"] !== undefined) return connectLocal(url);
  const fault = faultOf(given);
  if (fault) return fault;
  const { "tenant-id": tenantId, "login-root": loginRoot } = given;
  const openIdMetadata = given["open-id-metadata"];
  const settings = {
    ...(tenantId && { tenantId }),
    ...(loginRoot && { loginRoot }),
    ...(openIdMetadata && { openIdMetadata }),
  };
  const account = { account: appId, settings, secrets: { appId, appPassword } };
  try {
    await accessToken(account, AbortSignal.timeout(15_000));
  } catch (error) {
    const { kind, code } = failureOf(error);
    return kind === "revoked"
      ? wrong("--app-password", `was refused by Microsoft (${code}): make a new client secret`)
      : wrong("--login-root", `Microsoft could not be reached (${code}): check the network`);
  }
  const at = url ?? "https://<your host>/api/messages";
  const next = `Set ${at} as the bot's messaging endpoint on portal.azure.com.`;
  return { ok: true, name: `The bot ${appId}`, account, next };
};

/** Without tokens anybody can write to the bot, so it has to be out of everybody's reach. */
const connectLocal = (url: string | null): Connection => {
  if (url !== null && !isThisMachine(url)) {
    return wrong("--local", "is for this machine only: leave PUBLIC_URL out, or pass --app-id");
  }
  const next = "Open /api/messages of this server in the Bot Framework Emulator, with no app id.";
  const account = { account: LOCAL, settings: {}, secrets: {} };
  return { ok: true, name: "The local bot", account, next };
};
