import type { DeliveryReport } from "../../src/conversation/push-channel.ts";
import { domainOf } from "./address.ts";
import { type Letter, textOf } from "./letter.ts";

const REPORT = /^multipart\/report\b.*\breport-type="?delivery-status\b/isu;

/** Whether it is a server's word of what became of a letter (RFC 3464). */
export const isBounce = ({ headers }: Letter): boolean =>
  headers("content-type").some((value) => REPORT.test(value));

/**
 * What became of a letter of ours; null when it is none of ours, or still on its way. Anybody can
 * write such a report, so it changes nothing but the standing of that one letter.
 */
export const readBounce = ({ email }: Letter, own: string): DeliveryReport | null => {
  const part = (type: RegExp): string | undefined => {
    const found = email.attachments.find(({ mimeType }) => type.test(mimeType));
    return found && textOf(found);
  };
  const status = part(/^message\/delivery-status$/u) ?? "";
  const original = part(/^(?:message\/rfc822|text\/rfc822-headers|message\/global)/u) ?? "";
  const providerId = /^message-id:\s*(<[^\s<>]{1,250}>)/imu.exec(original)?.[1];
  const action = /^action:\s*([a-z]+)/imu.exec(status)?.[1]?.toLowerCase();
  if (!providerId?.endsWith(`@${domainOf(own)}>`)) return null;
  if (action === "delivered")
    return { kind: "report", providerId, status: "delivered", code: null };
  if (action !== "failed") return null;
  const enhanced = /^status:\s*(\d\.\d{1,3}\.\d{1,3})/imu.exec(status)?.[1] ?? "unknown";
  const code = enhanced.startsWith("5.1.") ? "no_such_mailbox" : `bounced_${enhanced}`;
  return { kind: "report", providerId, status: "failed", code };
};
