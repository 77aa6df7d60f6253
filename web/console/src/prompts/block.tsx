import { type ReactNode, useId } from "react";

import classes from "./prompts.module.css";

interface BlockProps {
  readonly title?: string;
  readonly note?: string;
  readonly children: ReactNode;
}

/** A part of a page on a card of its own. */
export const Block = ({ title, note, children }: BlockProps) => {
  const id = useId();
  return (
    <section className={classes.block} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={classes.blockHead}>
          <h2 id={id}>{title}</h2>
          {note && <p>{note}</p>}
        </header>
      )}
      {children}
    </section>
  );
};
