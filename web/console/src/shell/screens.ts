import { type ComponentType, lazy } from "react";

import type { Me } from "../api/me.ts";
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
  /** Whose rail leads there; everybody's when absent. The server says who may read what. */
  readonly roles?: readonly Me["role"][];
  readonly component: ComponentType;
}

export const screens: readonly Screen[] = [
  {
    home: "/inbox",
    path: "/inbox/:id?",
    title: "inbox",
    icon: "inbox",
    component: lazy(async () => ({ default: (await import("../inbox/inbox.tsx")).Inbox })),
  },
  {
    home: "/analytics",
    path: "/analytics",
    title: "analytics",
    icon: "chart",
    roles: ["owner", "manager"],
    component: lazy(async () => ({
      default: (await import("../analytics/analytics.tsx")).Analytics,
    })),
  },
];
