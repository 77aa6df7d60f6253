import { existsSync } from "node:fs";
import library, { type Client } from "whatsapp-web.js";

interface Browser {
  /** Holds the profile, which is the pairing with the phone. */
  readonly folder: string;
  readonly name: string;
  /** The browser's program. */
  readonly program: string;
}

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser that is named, else one of this machine; undefined when there is none. */
export const findBrowser = (named: string | undefined): string | undefined =>
  [named, ...places].find((program) => program !== undefined && existsSync(program));

/** A client with a browser of its own; nothing starts before `initialize`. */
export const openClient = ({ folder, name, program }: Browser): Client =>
  new library.Client({
    authStrategy: new library.LocalAuth({ clientId: name, dataPath: folder }),
    // An old copy of WhatsApp's page is refused sooner than the present one breaks the library.
    webVersionCache: { type: "none" },
    puppeteer: {
      executablePath: program,
      // With its pipe the browser of a killed process ends: it would keep the profile locked.
      pipe: true,
      args: process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : [],
      // The process ends itself, and its browser with it.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    },
  });
