import { Button } from "@mantine/core";
import type { ReactNode } from "react";

import { useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

interface PieceProps {
  /** Names the piece among its kind. */
  readonly title: string;
  readonly remove: () => void;
  readonly children: ReactNode;
}

/** One of several pieces of a form, which can be taken out. */
export const Piece = ({ title, remove, children }: PieceProps) => {
  const texts = useTexts(setUpTexts);
  return (
    <fieldset className={classes.piece} aria-label={title}>
      {children}
      <Button
        size="xs"
        variant="subtle"
        color="red"
        mt="sm"
        aria-label={`${texts.remove}: ${title}`}
        onClick={remove}
      >
        {texts.remove}
      </Button>
    </fieldset>
  );
};
