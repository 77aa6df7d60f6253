import { Badge, Button, Modal, Text } from "@mantine/core";
import { useState } from "react";

import { ask, Problem } from "../api/ask.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import { Edited } from "./edited.ts";
import { ProblemBox } from "./problem-box.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import type { Thing } from "./things.tsx";

/** The words of things that are only switched off and on, with nothing in the way. */
export interface Switching {
  readonly off: string;
  readonly turnOff: string;
  readonly turnOn: string;
}

interface ThingRowProps {
  readonly thing: Thing;
  readonly path: string;
  readonly edit: () => void;
  readonly finish: (edited: Edited) => Promise<void>;
  readonly switching?: Switching;
}

/** A thing and what one can do with it; what is in use says by what. */
export const ThingRow = ({ thing, path, edit, finish, switching }: ThingRowProps) => {
  const texts = useTexts(setUpTexts);
  const [inUse, setInUse] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const { id, name, detail, active, values } = thing;
  const at = `${path}/${id}`;

  const act = async (method: "PATCH" | "DELETE", body?: object): Promise<void> => {
    setBusy(true);
    try {
      const answer = await ask(Edited, method, at, body ? { body } : {});
      setInUse(null);
      await finish(answer);
    } catch (error) {
      if (error instanceof Problem && error.answer?.usedBy) setInUse(error);
      else showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const remove = (): void => {
    if (window.confirm(texts.removeSure(name))) void act("DELETE");
  };
  const retire = (force: boolean): void =>
    void act("PATCH", { active: false, ...(!switching && { force }) });

  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Text fw={600}>
          {name}{" "}
          {active === false && (
            <Badge size="sm" color="gray" variant="light" c="var(--quiet)">
              {switching?.off ?? texts.retired}
            </Badge>
          )}
        </Text>
        {detail && (
          <Text size="sm" c="var(--quiet)">
            {detail}
          </Text>
        )}
      </div>
      <div className={classes.rowMoves}>
        {values && <RowMove label={texts.edit} name={name} act={edit} isPlain />}
        {active === true && (
          <RowMove
            label={switching?.turnOff ?? texts.retire}
            name={name}
            act={() => retire(false)}
            {...{ busy }}
          />
        )}
        {active === false && (
          <RowMove
            label={switching?.turnOn ?? texts.restore}
            name={name}
            act={() => void act("PATCH", { active: true })}
            {...{ busy }}
          />
        )}
        {active !== true && <RowMove label={texts.remove} name={name} act={remove} {...{ busy }} />}
      </div>
      <Modal
        opened={inUse !== null}
        onClose={() => setInUse(null)}
        title={name}
        closeButtonProps={{ "aria-label": texts.cancel }}
      >
        <ProblemBox error={inUse} />
        {active && (
          <Button color="red" loading={busy} onClick={() => retire(true)}>
            {texts.retireAnyway}
          </Button>
        )}
      </Modal>
    </li>
  );
};

interface RowMoveProps {
  readonly label: string;
  readonly name: string;
  readonly act: () => void;
  readonly busy?: boolean;
  readonly isPlain?: boolean;
}

/** A button of a row; its name says which row to those who do not see it. */
export const RowMove = ({ label, name, act, busy = false, isPlain = false }: RowMoveProps) => (
  <Button
    size="xs"
    variant={isPlain ? "light" : "subtle"}
    {...(!isPlain && { color: "gray" })}
    loading={busy}
    onClick={act}
    aria-label={`${label}: ${name}`}
  >
    {label}
  </Button>
);
