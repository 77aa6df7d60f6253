import { createServer, type Socket } from "node:net";

/** A letter as a mailbox keeps it. */
interface Kept {
  readonly uid: number;
  readonly raw: Buffer;
  isSeen: boolean;
}

/**
 * The few commands of a mail server that a reader of one folder needs, in one folder. It is written
 * here for want of another that needs no installation, so it shows what we ask, and not that every
 * server answers so.
 */
export interface ImapServer {
  readonly port: number;
  readonly letters: readonly Kept[];
  /** Commands as they came, without their tags. */
  readonly commands: readonly string[];
  deliver(raw: string): void;
  /** Everything is numbered anew, as after a restore from a backup. */
  renumber(): void;
  close(): Promise<void>;
}

export const imapLogin = { user: "lich", pass: "bi-mat-imap" };

export const openImapServer = async (): Promise<ImapServer> => {
  const letters: Kept[] = [];
  const commands: string[] = [];
  const idle = new Map<Socket, string>();
  const sockets = new Set<Socket>();
  let validity = 7;
  let nextUid = 1;
  const folder = { letters, validityOf: () => validity, nextUidOf: () => nextUid };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      idle.delete(socket);
    });
    socket.on("error", () => socket.destroy());
    socket.write("* OK ready\r\n");
    let rest = "";
    socket.on("data", (data) => {
      rest += data.toString("latin1");
      for (let end = rest.indexOf("\r\n"); end !== -1; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        take(socket, line);
      }
    });
  });
  const take = (socket: Socket, line: string): void => {
    const waiting = idle.get(socket);
    if (waiting !== undefined && line === "DONE") {
      idle.delete(socket);
      socket.write(`${waiting} OK done\r\n`);
      return;
    }
    const [tag = "", ...words] = line.split(" ");
    const command = words.join(" ");
    commands.push(command);
    if (command === "IDLE") {
      idle.set(socket, tag);
      socket.write("+ idling\r\n");
      return;
    }
    const { untagged, status } = answerTo(command, folder);
    socket.write(Buffer.concat([...untagged.map(lineOf), lineOf(`${tag} ${status}`)]));
    if (command === "LOGOUT") socket.end();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    ...{ letters, commands },
    deliver: (raw) => {
      letters.push({ uid: nextUid, raw: Buffer.from(raw), isSeen: false });
      nextUid += 1;
      for (const socket of idle.keys()) socket.write(`* ${letters.length} EXISTS\r\n`);
    },
    renumber: () => {
      validity += 1;
      const kept = letters.splice(0);
      nextUid = 1;
      for (const { raw, isSeen } of kept) {
        letters.push({ uid: nextUid, raw, isSeen });
        nextUid += 1;
      }
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

interface Folder {
  readonly letters: Kept[];
  validityOf(): number;
  nextUidOf(): number;
}

interface Answer {
  readonly untagged: readonly (string | Buffer)[];
  readonly status: string;
}

const lineOf = (line: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(line), Buffer.from("\r\n")]);

const ok = (...untagged: (string | Buffer)[]): Answer => ({ untagged, status: "OK done" });

const answerTo = (command: string, { letters, validityOf, nextUidOf }: Folder): Answer => {
  const [verb = "", second = "", third = ""] = command.split(" ");
  switch (verb === "UID" ? `UID ${second}` : verb) {
    case "CAPABILITY":
      return ok("* CAPABILITY IMAP4rev1 IDLE");
    case "LOGIN":
      return command.includes(imapLogin.pass)
        ? ok()
        : { untagged: [], status: "NO [AUTHENTICATIONFAILED] no" };
    case "LIST":
      return ok('* LIST (\\HasNoChildren) "/" INBOX');
    case "SELECT":
      return ok(
        ...[
          `* ${letters.length} EXISTS`,
          "* FLAGS (\\Seen)",
          `* OK [UIDVALIDITY ${validityOf()}] x`,
        ],
        ...[`* OK [UIDNEXT ${nextUidOf()}] x`, "* OK [PERMANENTFLAGS (\\Seen)] x"],
      );
    case "UID SEARCH": {
      const most = Number(/UID 1:(\d+)/u.exec(command)?.[1] ?? Number.POSITIVE_INFINITY);
      const found = letters.filter(({ uid, isSeen }) => !isSeen && uid <= most);
      return ok(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join("")}`);
    }
    case "UID STORE":
      for (const letter of chosen(letters, third)) letter.isSeen = true;
      return ok();
    case "UID FETCH":
      return ok(...chosen(letters, third).map((letter) => fetched(letters, letter, command)));
    default:
      return verb === "NOOP" || verb === "LOGOUT"
        ? ok()
        : { untagged: [], status: "BAD not known here" };
  }
};

const chosen = (letters: readonly Kept[], set: string): readonly Kept[] =>
  letters.filter(({ uid }) =>
    set.split(",").some((range) => {
      const [from = "", to = from] = range.split(":");
      return uid >= Number(from) && uid <= Number(to);
    }),
  );

const fetched = (letters: readonly Kept[], letter: Kept, command: string): Buffer => {
  const most = Number(/BODY(?:\.PEEK)?\[\]<0\.(\d+)>/u.exec(command)?.[1] ?? letter.raw.length);
  const raw = letter.raw.subarray(0, most);
  const head = `* ${letters.indexOf(letter) + 1} FETCH (UID ${letter.uid} BODY[]<0> {${raw.length}}\r\n`;
  return Buffer.concat([Buffer.from(head), raw, Buffer.from(")")]);
};
