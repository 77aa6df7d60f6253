import { Button, Drawer } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { ask } from "../api/ask.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { AffectedBox } from "./affected-box.tsx";
import { Edited } from "./edited.ts";
import { type Field, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { type Asked, Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { type Switching, ThingRow } from "./thing-row.tsx";
import { mayLeave } from "./use-unsaved.ts";

/** One row of a list that is edited: a service, a room, a day off. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  /** Absent: it cannot be retired, only deleted. */
  readonly active?: boolean;
  /** What its form begins with, by the names of the fields; absent: it cannot be changed. */
  readonly values?: Readonly<Record<string, unknown>>;
}

interface ThingsProps {
  readonly title: string;
  readonly lead: string;
  readonly addLabel: string;
  /** Of the API; the list's query begins with it, too. */
  readonly path: string;
  readonly query: Asked<readonly Thing[]>;
  readonly fields: readonly Field[];
  /** `chosen` is what is changed; null where one is added. */
  readonly toBody?: (
    changes: Record<string, unknown>,
    chosen: Thing | null,
  ) => Record<string, unknown>;
  /** Everything is handed to `toBody`, changed or not. */
  readonly whole?: boolean;
  /** Absent: it is retired, and the API says what stands in the way. */
  readonly switching?: Switching;
  /** What the form of a new one begins with. */
  readonly fresh?: Readonly<Record<string, unknown>>;
  /** Between the heading and the list. */
  readonly above?: ReactNode;
}

/** A list of things of one kind, and the form in which one is added or changed. */
export const Things = (props: ThingsProps) => {
  const { title, lead, addLabel, path, query, fields, toBody = (changes) => changes } = props;
  const { whole = false, switching, above, fresh = {} } = props;
  const texts = useTexts(setUpTexts);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Thing | "new" | null>(null);
  const [edited, setEdited] = useState<Edited | null>(null);
  const isNew = open === "new";
  const chosen = open === "new" ? null : open;

  const finish = async (answer: Edited): Promise<void> => {
    setEdited(answer);
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
  const send = async (changes: Record<string, unknown>): Promise<void> => {
    const [method, at] = chosen
      ? (["PATCH", `${path}/${chosen.id}`] as const)
      : (["POST", path] as const);
    const answer = await ask(Edited, method, at, { body: toBody(changes, chosen) });
    setOpen(null);
    await finish(answer);
  };
  const leave = (): void => {
    if (mayLeave()) setOpen(null);
  };

  return (
    <Section
      {...{ title, lead }}
      moves={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen("new")}>
          {addLabel}
        </Button>
      }
    >
      {above}
      <AffectedBox edited={edited} />
      <Loaded query={query}>
        {(things) => (
          <ul className={`${classes.card} ${classes.rows}`}>
            {things.length === 0 && <li className={classes.row}>{texts.none}</li>}
            {things.map((thing) => (
              <ThingRow
                key={thing.id}
                {...{ thing, path, finish }}
                {...(switching && { switching })}
                edit={() => setOpen(thing)}
              />
            ))}
          </ul>
        )}
      </Loaded>
      <Drawer
        opened={open !== null}
        onClose={leave}
        position="right"
        size="lg"
        title={isNew ? addLabel : chosen?.name}
        closeButtonProps={{ "aria-label": texts.cancel }}
      >
        {open !== null && (
          <FieldsForm
            fields={fields}
            initial={valuesOf(fields, chosen?.values ?? fresh)}
            send={send}
            {...{ leave, whole }}
            {...(isNew && { label: texts.add })}
          />
        )}
      </Drawer>
    </Section>
  );
};
