import { z } from "zod";

import type { ChannelAccount, PushChannel } from "../../src/conversation/push-channel.ts";
import { askProcess, failureOf, type ProcessAnswer } from "./ask-process.ts";
import { byItsProcess } from "./by-its-process.ts";
import { limits } from "./limits.ts";
import { parse } from "./parse.ts";

const Sent = z.object({ id: z.string() });

const socketOf = ({ settings }: ChannelAccount): string => settings["socket"] ?? "";

/**
 * A WhatsApp number by way of WhatsApp Web, which WhatsApp does not allow: opt-in, and apart. What is
 * here knows only the socket of the process that has the browser; `process/` is what runs there.
 */
export const whatsappWeb: PushChannel = {
  name: "whatsapp-web",
  limits,
  // What is heard comes from the process itself; nothing is ever pushed.
  verify: () => false,
  parse,
  send: async ({ address, text }, account, signal) => {
    const asked = { path: "/messages", body: { to: address, text }, signal };
    const answer = await askProcess(socketOf(account), asked);
    const taken = takenOf(answer);
    if (!taken) return { ok: false, failure: failureOf(answer) };
    const id = idOf(taken.body);
    return id === undefined
      ? { ok: false, failure: { kind: "retry", code: "whatsapp_web_unreadable" } }
      : { ok: true, providerId: id };
  },
  typing: {
    // It fades after 25 seconds: docs.wwebjs.dev/Chat.html#sendStateTyping
    everyMs: 20_000,
    show: async ({ address }, account, signal) => {
      await askProcess(socketOf(account), { path: "/typing", body: { to: address }, signal });
    },
  },
  fetchMedia: async ({ id }, account, { mostBytes, signal }) => {
    const path = `/media/${encodeURIComponent(id)}`;
    const answer = await askProcess(socketOf(account), { path, signal, mostBytes });
    const taken = takenOf(answer);
    if (taken) return taken.isCut ? null : taken.body;
    if (typeof answer !== "string" && answer.status === 404) return null;
    throw new Error(failureOf(answer).code);
  },
  connect: async () => ({ ok: false, field: "whatsapp-web", remedy: byItsProcess }),
};

const takenOf = (answer: ProcessAnswer): Exclude<ProcessAnswer, string> | null =>
  typeof answer !== "string" && answer.status === 200 ? answer : null;

const idOf = (body: Buffer): string | undefined => {
  try {
    return Sent.parse(JSON.parse(body.toString("utf8"))).id;
  } catch {
    return undefined;
  }
};
