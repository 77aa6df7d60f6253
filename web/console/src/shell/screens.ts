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
  /** Who finds it in the rail; the API decides by itself. Everybody where it is absent. */
  readonly roles?: readonly Me["role"][];
  readonly component: ComponentType;
}

const all: readonly Screen[] = [
  {
    home: "/inbox",
    path: "/inbox/:id?",
    title: "inbox",
    icon: "inbox",
    component: lazy(async () => ({ default: (await import("../inbox/inbox.tsx")).Inbox })),
  },
  {
    home: "/set-up",
    path: "/set-up/:section?",
    title: "setUp",
    icon: "sliders",
    roles: ["owner", "manager"],
    component: lazy(async () => ({ default: (await import("../set-up/set-up.tsx")).SetUp })),
  },
];

/** The screens somebody of this role works with. */
export const screensOf = ({ role }: Pick<Me, "role">): Screen[] =>
  all.filter(({ roles }) => roles === undefined || roles.includes(role));
