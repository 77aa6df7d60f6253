import { ActionIcon, Tooltip } from "@mantine/core";
import { type ReactNode, useId } from "react";

import { csvPath, type Shown, type Table } from "../api/analytics.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";

interface PanelProps {
  readonly title: string;
  readonly note: string;
  readonly csv: Table;
  readonly shown: Shown;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** One question and its answer, which can be saved. */
export const Panel = ({ title, note, csv, shown, wide = false, children }: PanelProps) => {
  const texts = useTexts(analyticsTexts);
  const id = useId();
  return (
    <section className={classes.panel} data-wide={wide} aria-labelledby={id}>
      <header className={classes.panelHead}>
        <div>
          <h2 id={id}>{title}</h2>
          <p>{note}</p>
        </div>
        <Tooltip label={texts.csv}>
          <ActionIcon
            component="a"
            href={csvPath(csv, shown)}
            download
            variant="subtle"
            color="gray"
            size={32}
            aria-label={texts.csvOf(title)}
          >
            <Icon name="download" size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      {children}
    </section>
  );
};
