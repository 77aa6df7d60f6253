import { Center, Loader, Text } from "@mantine/core";
import { type ComponentType, lazy, Suspense } from "react";
import { Link, useParams } from "wouter";

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
    <div className={classes.screen}>
      <nav className={classes.side} aria-label={texts.sectionsLabel}>
        <Text component="h2" className={classes.sideTitle}>
          {texts.title}
        </Text>
        {pages.map(({ name }) => (
          <Link
            key={name}
            className={classes.link}
            href={`/prompts/${name}`}
            aria-current={chosen?.name === name ? "page" : undefined}
          >
            {texts.sections[name]}
          </Link>
        ))}
      </nav>
      <div className={classes.page}>
        <Suspense
          fallback={
            <Center h={300}>
              <Loader aria-label={texts.loading} />
            </Center>
          }
        >
          {chosen && <chosen.component key={chosen.name} />}
        </Suspense>
      </div>
    </div>
  );
};
