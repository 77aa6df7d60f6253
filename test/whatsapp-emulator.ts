import { createHmac, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  type ApprovedTemplate,
  type Refusal,
  readSent,
  type SentMessage,
  Typing,
} from "./whatsapp-messages.ts";

/** What a person's phone shows of the house. */
export interface ShownMessage {
  readonly text: string;
  readonly form: "text" | "button" | "list" | "template";
  /** What can be pressed, a list's rows included. */
  readonly choices: readonly { readonly id: string; readonly title: string }[];
}

/** A person in WhatsApp. */
export interface WhatsAppPerson {
  say(words: string): Promise<void>;
  /** Sends a message of this type, such as `audio`. */
  send(type: string, content: object): Promise<void>;
  /** Presses what the house has offered last, by a part of its title. */
  press(title: string): Promise<void>;
  shown(): readonly ShownMessage[];
  /** Waits for the house's next message. */
  next(): Promise<ShownMessage>;
}

/** Graph as far as a WhatsApp number needs it: refuses what Meta's published limits forbid. */
export interface WhatsAppEmulator {
  readonly url: string;
  readonly token: string;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  /** What was refused, with Meta's code. */
  readonly refusals: readonly Refusal[];
  /** How many typing indicators were shown. */
  typingShown(): number;
  /** Asks a callback address whether it is ours, as the dashboard does when it is saved. */
  subscribe(callback: string, verifyToken: string): Promise<boolean>;
  person(name: string, phone: string, userId: string): WhatsAppPerson;
  /** Every report was taken; rejects when one was refused. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface State {
  readonly token: string;
  readonly appSecret: string;
  readonly phoneNumberId: string;
  readonly templates: readonly ApprovedTemplate[];
  callback: string;
  readonly sent: { readonly id: string; readonly message: SentMessage }[];
  readonly wrote: Set<string>;
  readonly refusals: Refusal[];
  readonly posts: Promise<void>[];
  typings: number;
  count: number;
}

export const openWhatsAppEmulator = async (
  templates: readonly ApprovedTemplate[] = [],
): Promise<WhatsAppEmulator> => {
  const state: State = {
    ...{ token: `EAA${randomBytes(20).toString("hex")}`, phoneNumberId: "106540352242922" },
    ...{ appSecret: randomBytes(16).toString("hex"), templates, callback: "" },
    ...{ sent: [], wrote: new Set<string>(), refusals: [], posts: [], typings: 0, count: 0 },
  };
  const server = createServer(
    (request, response) => void answer(state, request, response).catch(() => response.destroy()),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { token, appSecret, phoneNumberId, refusals } = state;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ token, appSecret, phoneNumberId, refusals },
    typingShown: () => state.typings,
    subscribe: async (callback, verifyToken) => {
      const challenge = randomBytes(5).toString("hex");
      const asked = { "hub.mode": "subscribe", "hub.verify_token": verifyToken };
      const query = new URLSearchParams({ ...asked, "hub.challenge": challenge });
      const said = await (await fetch(`${callback}?${query}`)).text();
      if (said === challenge) state.callback = callback;
      return said === challenge;
    },
    person: (name, phone, userId) => openPerson(state, { name, phone, userId }),
    settled: async () => void (await Promise.all(state.posts)),
    close: async () => {
      await Promise.allSettled(state.posts);
      server.closeAllConnections();
      server.close();
    },
  };
};

const answer = async (state: State, request: IncomingMessage, response: ServerResponse) => {
  const said = await text(request);
  const { pathname, searchParams } = new URL(request.url ?? "", "http://graph");
  const [, version, id, edge] = pathname.split("/");
  const refuse = ({ status, code, message }: Refusal) => {
    state.refusals.push({ status, code, message });
    const error = { message, type: "OAuthException", code, fbtrace_id: "Az8or2yhqkZfEZ-_4Qn_Bam" };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ error }));
  };
  const take = (body: object) => response.end(JSON.stringify(body));
  if (request.headers.authorization !== `Bearer ${state.token}`) {
    return refuse({ status: 401, code: 190, message: "Error validating access token" });
  }
  if (!/^v\d+\.\d+$/u.test(version ?? "") || id !== state.phoneNumberId) {
    return refuse({ status: 400, code: 100, message: "Object does not exist" });
  }
  if (edge === undefined) {
    const proof = createHmac("sha256", state.appSecret).update(state.token).digest("hex");
    return searchParams.get("appsecret_proof") === proof
      ? take({ display_phone_number: "+84 28 3555 5555", verified_name: "Nha khoa Hoa Mai", id })
      : refuse({ status: 400, code: 100, message: "Invalid appsecret_proof provided" });
  }
  const body: unknown = JSON.parse(said);
  if (Typing.safeParse(body).success) {
    state.typings += 1;
    return take({ success: true });
  }
  const message = readSent(body, { ...state, isOpen: (address) => state.wrote.has(address) });
  if ("code" in message) return refuse(message);
  const wamid = `wamid.OUT${state.sent.length}=`;
  state.sent.push({ id: wamid, message });
  take({ messaging_product: "whatsapp", messages: [{ id: wamid }] });
  reportOn(state, wamid);
};

/** What became of a message: told in the wrong order, and once too often. */
const reportOn = (state: State, id: string): void => {
  if (state.callback === "") return;
  const status = (status: string) => ({ id, status, timestamp: "1770256900" });
  for (const order of [["read", "delivered"], ["sent"], ["delivered", "read"]]) {
    const posted = post(state, { statuses: order.map(status) });
    // `settled` tells of what was refused.
    posted.catch(() => undefined);
    state.posts.push(posted);
  }
};

/** Posts to the callback address what happened, signed as Meta does. */
const post = async (state: State, happened: object): Promise<void> => {
  const metadata = { display_phone_number: "842835555555", phone_number_id: state.phoneNumberId };
  const value = { messaging_product: "whatsapp", metadata, ...happened };
  const changes = [{ field: "messages", value }];
  const hook = { object: "whatsapp_business_account", entry: [{ id: "1022901", changes }] };
  // Meta escapes what is not ASCII: the signature is of these bytes and no others.
  const body = JSON.stringify(hook).replace(
    /[\u0080-\uffff]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const digest = createHmac("sha256", state.appSecret).update(body).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${digest}` };
  const { status } = await fetch(state.callback, { method: "POST", headers, body });
  if (status !== 200) throw new Error(`the callback address answered ${status}`);
};

interface Identity {
  readonly name: string;
  readonly phone: string;
  readonly userId: string;
}

const openPerson = (state: State, { name, phone, userId }: Identity): WhatsAppPerson => {
  const shown = () =>
    state.sent
      .filter(({ message }) => [phone, userId].includes(message.to ?? message.recipient ?? ""))
      .map(({ message }) => shownOf(message, state.templates));
  const send = async (type: string, content: object): Promise<void> => {
    state.count += 1;
    for (const address of [phone, userId]) state.wrote.add(address);
    const ids = { from: phone, from_user_id: userId, id: `wamid.IN${state.count}=` };
    const contacts = [{ profile: { name }, wa_id: phone, user_id: userId }];
    const messages = [{ ...ids, timestamp: "1770256800", type, [type]: content }];
    // At least once means twice now and then, and at the same time.
    await Promise.all([post(state, { contacts, messages }), post(state, { contacts, messages })]);
  };
  let seen = 0;
  return {
    ...{ send, shown },
    say: (words) => send("text", { body: words }),
    press: async (part) => {
      const offers = shown().flatMap(({ form, choices }) =>
        choices.map((choice) => ({
          choice,
          type: form === "list" ? "list_reply" : "button_reply",
        })),
      );
      const chosen = offers.findLast(({ choice }) => choice.title.includes(part));
      if (!chosen) throw new Error(`no choice ${part} in ${JSON.stringify(offers)}`);
      const { type, choice } = chosen;
      await send("interactive", { type, [type]: choice });
    },
    next: async () => {
      const late = Date.now() + 30_000;
      for (;;) {
        const message = shown()[seen];
        if (message) {
          seen += 1;
          return message;
        }
        if (Date.now() > late) throw new Error(`message ${seen + 1} has not come to ${name}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
};

const shownOf = (message: SentMessage, templates: readonly ApprovedTemplate[]): ShownMessage => {
  switch (message.type) {
    case "text":
      return { text: message.text.body, form: "text", choices: [] };
    case "template": {
      const { name, components } = message.template;
      const body = templates.find((one) => one.name === name)?.body ?? "";
      const value = components[0]?.parameters[0]?.text ?? "";
      return { text: body.replace("{{1}}", value), form: "template", choices: [] };
    }
    case "interactive": {
      const { interactive } = message;
      const choices =
        interactive.type === "button"
          ? interactive.action.buttons.map(({ reply }) => reply)
          : interactive.action.sections.flatMap(({ rows }) => rows);
      return { text: interactive.body.text, form: interactive.type, choices };
    }
  }
};
