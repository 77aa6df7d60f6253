import { Button, Center, Loader, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

import { useTexts } from "../texts/language.ts";
import { ProblemBox } from "./problem-box.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

interface SectionProps {
  readonly title: string;
  readonly lead: string;
  readonly moves?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a section: what it is called, what it is for, and what one can do. */
export const Section = ({ title, lead, moves, children }: SectionProps) => (
  <section className={classes.section} aria-label={title}>
    <header className={classes.head}>
      <div className={classes.headWords}>
        <Title order={1} size={22}>
          {title}
        </Title>
        <Text c="var(--quiet)" mt={4}>
          {lead}
        </Text>
      </div>
      {moves}
    </header>
    {children}
  </section>
);

/** Of a query, or of several that are one to the reader. */
export interface Asked<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly refetch: () => Promise<unknown>;
}

interface LoadedProps<Data> {
  readonly query: Asked<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What was asked for, or that it is on its way, or why it did not come. */
export const Loaded = <Data,>({ query, children }: LoadedProps<Data>) => {
  const texts = useTexts(setUpTexts);
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) {
    return (
      <Center h={200}>
        <Loader aria-label={texts.loading} />
      </Center>
    );
  }
  return (
    <div>
      <ProblemBox error={query.error} />
      <Button variant="light" onClick={() => void query.refetch()}>
        {texts.again}
      </Button>
    </div>
  );
};
