import { type ComponentType, lazy } from "react";
import { useParams } from "wouter";

import { SidePages } from "../set-up/side-pages.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";

interface Page {
  readonly name: keyof (typeof promptsTexts)["vi"]["sections"];
  readonly component: ComponentType;
}

const pages: readonly Page[] = [
  {
    name: "turns",
    component: lazy(async () => ({ default: (await import("./turns.tsx")).Turns })),
  },
  {
    name: "trial",
    component: lazy(async () => ({ default: (await import("./trial.tsx")).Trial })),
  },
  {
    name: "evals",
    component: lazy(async () => ({ default: (await import("./evals.tsx")).Evals })),
  },
];

/** Where prompts are looked at: what they did, how they compare, and what proves them. */
export const Prompts = () => {
  const texts = useTexts(promptsTexts);
  const { section = "turns" } = useParams<{ section?: string }>();
  const chosen = pages.find(({ name }) => name === section) ?? pages[0];
  return (
    <SidePages
      className={classes.room}
      title={texts.title}
      label={texts.sectionsLabel}
      open={chosen?.name}
      pages={pages.map(({ name, component }) => ({
        ...{ name, component, label: texts.sections[name], href: `/prompts/${name}` },
      }))}
    />
  );
};
