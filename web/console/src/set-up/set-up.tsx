import { Center, Loader, Text } from "@mantine/core";
import { Suspense } from "react";
import { Link, useParams } from "wouter";

import { useTexts } from "../texts/language.ts";
import { sections } from "./sections.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

/** What a business says about itself, section by section. */
export const SetUp = () => {
  const texts = useTexts(setUpTexts);
  const { section = "start" } = useParams<{ section?: string }>();
  const chosen = sections.find(({ name }) => name === section) ?? sections[0];
  return (
    <div className={classes.screen}>
      <nav className={classes.side} aria-label={texts.sectionsLabel}>
        <Text component="h2" className={classes.sideTitle}>
          {texts.title}
        </Text>
        {sections.map(({ name }) => (
          <Link
            key={name}
            className={classes.link}
            href={name === "start" ? "/set-up" : `/set-up/${name}`}
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
