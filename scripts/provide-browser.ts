import { spawnSync } from "node:child_process";

import { findBrowser } from "../test/find-browser.ts";

/** The browser the page tests need: there already, or installed where we may, or named. */
const install = (): void => {
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "chromium-headless-shell"],
  ]) {
    const { status } = spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (status !== 0) return;
  }
};

if (!findBrowser() && process.getuid?.() === 0) install();
if (!findBrowser()) {
  console.error("The page tests need a browser: apt-get install -y chromium-headless-shell");
  process.exit(1);
}
