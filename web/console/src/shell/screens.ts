import { type ComponentType, lazy } from "react";

import type { Me } from "../api/me.ts";
import type { IconName } from "./icons.tsx";
import type { shellTexts } from "./shell-texts.ts";

type Role = Me["role"];

/** A screen of the console: where it is, how the rail names it, and what loads it. */
export interface Screen {
  /** What the rail leads to. */
  readonly home: string;
  /** wouter's pattern; everything below it is the screen's own. */
  readonly path: string;
  readonly title: keyof (typeof shellTexts)["vi"];
  readonly icon: IconName;
  /** Whose screen it is. The server decides by itself who may read what. */
  readonly roles: readonly Role[];
  readonly component: ComponentType;
}

const managers: readonly Role[] = ["owner", "manager"];
const desk: readonly Role[] = [...managers, "sales"];

const screens: readonly Screen[] = [
  {
    home: "/inbox",
    path: "/inbox/:id?",
    title: "inbox",
    icon: "inbox",
    roles: desk,
    component: lazy(async () => ({ default: (await import("../inbox/inbox.tsx")).Inbox })),
  },
  {
    home: "/calendar",
    path: "/calendar",
    title: "calendar",
    icon: "calendar",
    // A provider is shown their own alone.
    roles: [...desk, "provider"],
    component: lazy(async () => ({ default: (await import("../calendar/calendar.tsx")).Calendar })),
  },
  {
    home: "/analytics",
    path: "/analytics",
    title: "analytics",
    icon: "chart",
    roles: managers,
    component: lazy(async () => ({
      default: (await import("../analytics/analytics.tsx")).Analytics,
    })),
  },
  {
    home: "/prompts",
    path: "/prompts/:section?/:id?/:other?",
    title: "prompts",
    icon: "prompt",
    roles: managers,
    component: lazy(async () => ({ default: (await import("../prompts/prompts.tsx")).Prompts })),
  },
  {
    home: "/set-up",
    path: "/set-up/:section?",
    title: "setUp",
    icon: "sliders",
    roles: managers,
    component: lazy(async () => ({ default: (await import("../set-up/set-up.tsx")).SetUp })),
  },
];

/** What somebody of this role can open; the first is where they begin. */
export const screensOf = ({ role }: Pick<Me, "role">): readonly Screen[] =>
  screens.filter(({ roles }) => roles.includes(role));
