import { type Browser, chromium } from "playwright-core";

import { findBrowser } from "./find-browser.ts";

/** A browser to look at pages with; says what to install where there is none. */
export const launchBrowser = (): Promise<Browser> => {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error("These tests need Chromium: apt-get install -y chromium");
  }
  const args = ["--no-sandbox", "--disable-dev-shm-usage"];
  return chromium.launch({ executablePath, args });
};
