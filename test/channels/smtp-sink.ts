import { buffer } from "node:stream/consumers";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

import type { FakeProvider } from "./describe-push-channel.ts";

/** What the server says at a step; it takes everything before it. */
export interface SmtpAnswer {
  readonly code: number;
  readonly text: string;
  readonly at: "login" | "sender" | "recipient" | "letter";
}

/** A letter as the server took it. */
export interface TakenLetter {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: readonly string[];
}

export const taken: SmtpAnswer = { code: 250, text: "OK", at: "letter" };

/** A real mail server that keeps what it is sent and wants a login. */
export interface SmtpSink extends FakeProvider<SmtpAnswer> {
  readonly requests: TakenLetter[];
  readonly port: number;
}

export const login = { user: "lich", pass: "bi-mat-smtp" };

type Done = (error?: Error | null) => void;

export const openSmtpSink = async (): Promise<SmtpSink> => {
  let next: SmtpAnswer | null = taken;
  let isHangingUp = false;
  const requests: TakenLetter[] = [];
  const say = (step: SmtpAnswer["at"], done: Done): void => {
    if (next === null) return;
    const { code, text, at } = next;
    done(
      at === step && code >= 400 ? Object.assign(new Error(text), { responseCode: code }) : null,
    );
  };
  const server = new SMTPServer({
    ...{ disabledCommands: ["STARTTLS"], allowInsecureAuth: true, logger: false },
    onAuth: ({ username, password }, _session, done) => {
      const isRight = username === login.user && password === login.pass;
      if (!isRight) return done(Object.assign(new Error("5.7.8 No"), { responseCode: 535 }));
      say("login", (error) => (error ? done(error) : done(null, { user: login.user })));
    },
    onMailFrom: (_address, _session, done) => {
      // Whoever has said so much is cut off.
      if (isHangingUp) for (const client of server.connections) client.close();
      else say("sender", done);
    },
    onRcptTo: (_address, _session, done) => say("recipient", done),
    onData: (stream, { envelope }, done) => {
      void buffer(stream).then((raw) => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        requests.push({ raw, from, to: envelope.rcptTo.map(({ address }) => address) });
        say("letter", done);
      });
    },
  });
  // A client that gives up is no trouble of the server's.
  server.on("error", () => undefined);
  const listening = await new Promise<number>((resolve, reject) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.server.address();
      if (typeof address === "object" && address) resolve(address.port);
      else reject(new Error("the mail server has no port"));
    });
  });
  return {
    url: `smtp://127.0.0.1:${listening}`,
    ...{ port: listening, requests },
    answer: (answer) => {
      next = answer;
      isHangingUp = false;
    },
    hangUp: () => {
      isHangingUp = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

export const readTaken = (letter: TakenLetter | undefined) => PostalMime.parse(letter?.raw ?? "");
