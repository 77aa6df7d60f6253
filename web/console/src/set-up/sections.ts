import { type ComponentType, lazy } from "react";

import type { setUpTexts } from "./set-up-texts.ts";

type SectionName = keyof (typeof setUpTexts)["vi"]["sections"];

interface Section {
  readonly name: SectionName;
  readonly component: ComponentType;
}

/** What is set up, in the order in which one does it the first time. */
export const sections: readonly Section[] = [
  {
    name: "start",
    component: lazy(async () => ({ default: (await import("./start.tsx")).Start })),
  },
  {
    name: "organization",
    component: lazy(async () => ({ default: (await import("./organization.tsx")).Organization })),
  },
  {
    name: "services",
    component: lazy(async () => ({ default: (await import("./services.tsx")).Services })),
  },
  {
    name: "providers",
    component: lazy(async () => ({ default: (await import("./providers.tsx")).Providers })),
  },
  {
    name: "places",
    component: lazy(async () => ({ default: (await import("./places.tsx")).Places })),
  },
  {
    name: "resources",
    component: lazy(async () => ({ default: (await import("./resources.tsx")).Resources })),
  },
  {
    name: "hours",
    component: lazy(async () => ({ default: (await import("./hours.tsx")).Hours })),
  },
  {
    name: "closures",
    component: lazy(async () => ({ default: (await import("./closures.tsx")).Closures })),
  },
  {
    name: "overrides",
    component: lazy(async () => ({ default: (await import("./overrides.tsx")).Overrides })),
  },
  {
    name: "sops",
    component: lazy(async () => ({ default: (await import("./sops.tsx")).Sops })),
  },
  {
    name: "reminders",
    component: lazy(async () => ({ default: (await import("./reminders.tsx")).Reminders })),
  },
  {
    name: "prices",
    component: lazy(async () => ({ default: (await import("./prices.tsx")).Prices })),
  },
  {
    name: "knowledge",
    component: lazy(async () => ({ default: (await import("./knowledge.tsx")).Knowledge })),
  },
  {
    name: "channels",
    component: lazy(async () => ({ default: (await import("./channels.tsx")).Channels })),
  },
  {
    name: "payments",
    component: lazy(async () => ({ default: (await import("./payments.tsx")).Payments })),
  },
  {
    name: "members",
    component: lazy(async () => ({ default: (await import("./members.tsx")).Members })),
  },
  {
    name: "keys",
    component: lazy(async () => ({ default: (await import("./keys.tsx")).Keys })),
  },
];
