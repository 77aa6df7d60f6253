import { type ComponentType, lazy } from "react";

import type { IconName } from "./icons.tsx";
import type { shellTexts } from "./shell-texts.ts";

/** A screen of the console: where it is, how the rail names it, and what loads it. */
export interface Screen {
  /** What the rail leads to. */
  readonly home: string;
  /** wouter's pattern; everything below it is the screen's own. */
  readonly path: string;
  readonly title: keyof (typeof shellTexts)["vi"];
  readonly icon: IconName;
  readonly component: ComponentType;
  /** A provider has it, too: it shows them their own alone. */
  readonly forProviders?: boolean;
}

const screens: readonly Screen[] = [
  {
    home: "/inbox",
    path: "/inbox/:id?",
    title: "inbox",
    icon: "inbox",
    component: lazy(async () => ({ default: (await import("../inbox/inbox.tsx")).Inbox })),
  },
  {
    home: "/calendar",
    path: "/calendar",
    title: "calendar",
    icon: "calendar",
    component: lazy(async () => ({ default: (await import("../calendar/calendar.tsx")).Calendar })),
    forProviders: true,
  },
];

/** What somebody of this role can open; the first is where they begin. */
export const screensFor = (role: string): readonly Screen[] =>
  role === "provider" ? screens.filter(({ forProviders }) => forProviders) : screens;
