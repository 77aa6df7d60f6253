import type { PushChannel } from "../../src/conversation/push-channel.ts";
import { apiOf, signalOf } from "./api.ts";

/** Source: core.telegram.org/bots/api#getfile; files of more than 20 MB have no link. */
export const fetchMedia: NonNullable<PushChannel["fetchMedia"]> = async (
  { id },
  account,
  { mostBytes, signal },
) => {
  const api = apiOf(account);
  const file = await api.callApi("getFile", { file_id: id }, signalOf(signal));
  if (!file.file_path || (file.file_size ?? 0) > mostBytes) return null;
  const root = account.settings["apiRoot"] ?? "https://api.telegram.org";
  const { token = "" } = account.secrets;
  const response = await fetch(`${root}/file/bot${token}/${file.file_path}`, {
    ...{ signal, redirect: "error" },
  });
  if (!response.ok) return null;
  const bytes = Buffer.from(await response.arrayBuffer());
  return bytes.length > mostBytes ? null : bytes;
};
