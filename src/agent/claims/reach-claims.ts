import type { Briefing } from "../briefing.ts";
import type { FalseClaim } from "./check-claims.ts";

const link =
  /\b(?:https?:|hxxps?:|www\.)\S+|\b[\p{L}\d-]+(?:\.[\p{L}\d-]+)*(?:\.|\s?\[dot\]\s?)(?:com|vn|net|org|io|ly|co|me|app|link|info|biz|us|xyz|site|shop|page|gg|to|dev)\b(?:\/\S*)?/giu;
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const phone = /(?<![\d.,])(?:\+|0|\(\d)\d?(?:[\s().-]?\d){7,14}(?![\d])/gu;

const digits = (text: string): string => text.replace(/\D/gu, "");

/** Nobody is sent to a link, mail address or number that is not the organization's or their own. */
export const reachClaims = (text: string, { organization, lead }: Briefing): FalseClaim[] => {
  const numbers = [organization.phone, lead.phone].flatMap((one) => (one ? [digits(one)] : []));
  const isOurs = (said: string): boolean => {
    const national = digits(said).replace(/^0/u, "");
    return numbers.some((one) => one === national || one.endsWith(national));
  };
  const found = [
    ...[...text.replace(address, " ").matchAll(link)].map(([said]) => said),
    ...[...text.matchAll(address)].map(([said]) => said).filter((said) => said !== lead.email),
    ...[...text.matchAll(phone)].map(([said]) => said).filter((said) => !isOurs(said)),
  ];
  return found.map((said) => ({ kind: "link", said }));
};
