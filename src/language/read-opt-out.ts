import { normaliseText } from "./normalise-text.ts";
import { toMatchable } from "./pattern.ts";

// The words carriers treat as opt-out (CTIA), less "cancel", which here means an appointment.
const EXACT =
  /^[\s"'“*]*(?:please )?(?:stop|stop all|stopall|unsubscribe|unsub|quit|end|opt ?out|revoke|huy nhan tin|hủy nhận tin|từ chối nhận tin|tu choi nhan tin|dừng nhắn tin|dung nhan tin)(?: please)?(?:[\s.!"'”*]|\uFE0F|\p{Extended_Pictographic})*$/u;

/** Whether the whole message is one of the opt-out keywords people are told to send. */
export const readOptOut = (text: string): boolean => EXACT.test(toMatchable(normaliseText(text)));
