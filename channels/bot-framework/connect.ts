import type { Connection, PushChannel, Words } from "../../src/conversation/push-channel.ts";
import { accessToken } from "./access-token.ts";
import { LOCAL } from "./door.ts";
import { failureOf } from "./failure.ts";
import { isThisMachine } from "./service-url.ts";

const wrong = (field: string, remedy: Words): Connection => ({ ok: false, field, remedy });

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const whereId = {
  en: "copy it from the bot's configuration on portal.azure.com",
  vi: "hãy chép từ phần cấu hình bot trên portal.azure.com",
};

/** What can be seen without asking Microsoft; null: nothing is wrong. */
const faultOf = (given: Readonly<Record<string, string>>): Connection | null => {
  const { "app-id": appId = "", "app-password": password, "tenant-id": tenantId } = given;
  if (!GUID.test(appId)) {
    return wrong("--app-id", {
      en: `is missing or is no app id: ${whereId.en}`,
      vi: `còn thiếu hoặc không phải App ID: ${whereId.vi}`,
    });
  }
  if (!password) {
    return wrong("--app-password", {
      en: "is missing: make a client secret for the app",
      vi: "còn thiếu: hãy tạo client secret cho ứng dụng",
    });
  }
  if (tenantId !== undefined && !GUID.test(tenantId)) {
    return wrong("--tenant-id", {
      en: `is no tenant id: ${whereId.en}, or leave it out for any tenant's`,
      vi: `không phải mã tenant: ${whereId.vi}, hoặc để trống`,
    });
  }
  const address = ["login-root", "open-id-metadata"].find(
    (name) => given[name] !== undefined && !URL.canParse(given[name]),
  );
  return address === undefined
    ? null
    : wrong(`--${address}`, { en: "is not an address", vi: "không phải địa chỉ" });
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
      ? wrong("--app-password", {
          en: `was refused by Microsoft (${code}): make a new client secret`,
          vi: `bị Microsoft từ chối (${code}): hãy tạo client secret mới`,
        })
      : wrong("--login-root", {
          en: `Microsoft could not be reached (${code}): check the network`,
          vi: `chưa kết nối được với Microsoft (${code}): hãy kiểm tra mạng`,
        });
  }
  const at = url ?? "https://<your host>/api/messages";
  const next = `Set ${at} as the bot's messaging endpoint on portal.azure.com.`;
  return { ok: true, name: `The bot ${appId}`, account, next };
};

/** Without tokens anybody can write to the bot, so it has to be out of everybody's reach. */
const connectLocal = (url: string | null): Connection => {
  if (url !== null && !isThisMachine(url)) {
    return wrong("--local", {
      en: "is for this machine only: leave PUBLIC_URL out, or pass --app-id",
      vi: "chỉ dùng trên máy này: hãy bỏ PUBLIC_URL, hoặc gửi --app-id",
    });
  }
  const next = "Open /api/messages of this server in the Bot Framework Emulator, with no app id.";
  const account = { account: LOCAL, settings: {}, secrets: {} };
  return { ok: true, name: "The local bot", account, next };
};
