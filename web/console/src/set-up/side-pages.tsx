import { Center, Loader, Text } from "@mantine/core";
import { type ComponentType, Suspense } from "react";
import { Link } from "wouter";

import { useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

interface SidePage {
  readonly name: string;
  readonly label: string;
  readonly href: string;
  readonly component: ComponentType;
}

interface SidePagesProps {
  readonly title: string;
  /** What the list of pages is read out as. */
  readonly label: string;
  readonly pages: readonly SidePage[];
  /** Name of the page that is open. */
  readonly open: string | undefined;
  readonly className?: string | undefined;
}

/** A screen of several pages: their names at the side, and the one that is open. */
export const SidePages = ({ title, label, pages, open, className }: SidePagesProps) => {
  const { loading } = useTexts(setUpTexts);
  const page = pages.find(({ name }) => name === open);
  return (
    <div className={classes.screen}>
      <nav className={classes.side} aria-label={label}>
        <Text component="h2" className={classes.sideTitle}>
          {title}
        </Text>
        {pages.map((one) => (
          <Link
            key={one.name}
            className={classes.link}
            href={one.href}
            aria-current={one.name === open ? "page" : undefined}
          >
            {one.label}
          </Link>
        ))}
      </nav>
      <div className={`${classes.page} ${className ?? ""}`}>
        <Suspense
          fallback={
            <Center h={300}>
              <Loader aria-label={loading} />
            </Center>
          }
        >
          {page && <page.component key={page.name} />}
        </Suspense>
      </div>
    </div>
  );
};
