import { Modal } from "@mantine/core";
import type { ReactNode } from "react";

import { useTexts } from "../texts/language.ts";
import { AwayDetails } from "./away-details.tsx";
import { BlockForm } from "./block-form.tsx";
import { BookForm } from "./book-form.tsx";
import type { Away, CalendarShown, Entry } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";
import type { Column, Whose } from "./columns.ts";
import { EntryDetails } from "./entry-details.tsx";
import { MoveForm } from "./move-form.tsx";
import type { Drag } from "./use-drag.ts";

/** A place on the grid. */
export interface Spot {
  readonly holderId: string;
  readonly whose: Whose;
  readonly date: string;
  /** Minutes since midnight. */
  readonly start: number;
}

/** What stands in front of the calendar. */
export type Dialog =
  | { readonly kind: "book"; readonly spot: Spot | null }
  | { readonly kind: "block"; readonly spot: Spot | null }
  | { readonly kind: "entry"; readonly entry: Entry }
  | { readonly kind: "away"; readonly away: Away }
  | { readonly kind: "move"; readonly entry: Entry; readonly drag: Drag | null };

interface DialogsProps {
  readonly dialog: Dialog | null;
  readonly show: (dialog: Dialog | null) => void;
  readonly shown: CalendarShown;
  readonly columns: readonly Column[];
  readonly mayWrite: boolean;
  /** What is looked at, where no place was pointed to. */
  readonly date: string;
}

export const Dialogs = ({ dialog, show, ...of }: DialogsProps) => {
  const texts = useTexts(calendarTexts);
  const titles = {
    book: texts.bookTitle,
    block: texts.blockTitle,
    entry: dialog?.kind === "entry" ? (dialog.entry.lead_name ?? texts.someone) : "",
    away: texts.awayTitle,
    move: texts.moveTitle,
  };
  return (
    <Modal
      opened={dialog !== null}
      onClose={() => show(null)}
      title={dialog && titles[dialog.kind]}
      closeButtonProps={{ "aria-label": texts.close }}
      size="md"
    >
      {dialog && contentOf(dialog, of, show)}
    </Modal>
  );
};

const contentOf = (
  dialog: Dialog,
  { shown, columns, mayWrite, date }: Omit<DialogsProps, "dialog" | "show">,
  show: (dialog: Dialog | null) => void,
): ReactNode => {
  const done = () => show(null);
  switch (dialog.kind) {
    case "book":
      return <BookForm {...{ shown, date, done }} spot={dialog.spot} />;
    case "block":
      return <BlockForm {...{ shown, date, done }} spot={dialog.spot} />;
    case "away":
      return <AwayDetails {...{ shown, done }} away={dialog.away} />;
    case "entry":
      return (
        <EntryDetails
          {...{ shown, mayWrite }}
          entry={dialog.entry}
          move={() => show({ kind: "move", entry: dialog.entry, drag: null })}
        />
      );
    case "move": {
      const { entry, drag } = dialog;
      const column = columns.find(({ key }) => key === drag?.columnKey);
      const target = drag && column && { ...column, start: drag.start };
      // A refused move springs back, and its form stays with the reason.
      const springBack = () => show({ kind: "move", entry, drag: null });
      return (
        <MoveForm
          key={entry.entry_id}
          {...{ shown, entry, done, springBack }}
          target={target ?? null}
        />
      );
    }
  }
};
