import { Alert, Button, Modal, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";

import { ApiKeyAnswer, ApiKeyList } from "#src/http/contract/members.ts";
import { ask } from "../api/ask.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayDay } from "../texts/say-time.ts";
import { Copyable } from "./copyable.tsx";
import { type Field, valuesOf } from "./field.ts";
import { FieldsForm } from "./fields-form.tsx";
import { peopleTexts } from "./people-texts.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { RowMove } from "./thing-row.tsx";
import { useAct } from "./use-act.ts";
import { mayLeave } from "./use-unsaved.ts";

/** Keys of programs; each is shown once, when it is made. */
export const Keys = () => {
  const texts = useTexts(peopleTexts);
  const shared = useTexts(setUpTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const { act, busy } = useAct();
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const keys = useQuery({
    queryKey: ["set-up", "/api-keys"],
    queryFn: async ({ signal }) => (await ask(ApiKeyList, "GET", "/api-keys", { signal })).api_keys,
  });
  const revoke = (id: string, name: string): void => {
    if (!window.confirm(texts.revokeSure(name))) return;
    void act(() => ask(z.unknown(), "DELETE", `/api-keys/${id}`));
  };
  const send = async (body: Record<string, unknown>): Promise<void> => {
    setMade((await ask(ApiKeyAnswer, "POST", "/api-keys", { body })).key);
    setOpen(false);
    await queries.invalidateQueries({ queryKey: ["set-up", "/api-keys"] });
  };
  const fields: readonly Field[] = [
    { name: "name", kind: "text", label: texts.keyName, hint: texts.keyNameHint, needed: true },
    {
      ...{ name: "role", kind: "choice", label: texts.role, needed: true },
      options: (["manager", "sales"] as const).map((value) => ({
        value,
        label: texts.roles[value],
      })),
    },
  ];
  return (
    <Section
      title={shared.sections.keys}
      lead={texts.keysLead}
      moves={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpen(true)}>
          {texts.addKey}
        </Button>
      }
    >
      {made && (
        <Alert color="green" role="status">
          <Text size="sm" mb="xs">
            {texts.keyOnce}
          </Text>
          <Copyable label={texts.key} value={made} />
        </Alert>
      )}
      <Loaded query={keys}>
        {(list) => (
          <ul className={`${classes.card} ${classes.rows}`}>
            {list.length === 0 && <li className={classes.row}>{shared.none}</li>}
            {list.map(({ api_key_id: id, name, role, created_at }) => (
              <li key={id} className={classes.row}>
                <div className={classes.rowWords}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="var(--quiet)">
                    {texts.roles[role]} · {texts.made(sayDay(language, created_at))}
                  </Text>
                </div>
                <RowMove label={texts.revoke} {...{ name, busy }} act={() => revoke(id, name)} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Modal
        opened={isOpen}
        onClose={() => mayLeave() && setOpen(false)}
        title={texts.addKey}
        size="lg"
        closeButtonProps={{ "aria-label": shared.cancel }}
      >
        <FieldsForm
          fields={fields}
          initial={valuesOf(fields, { role: "sales" })}
          send={send}
          label={texts.addKey}
          whole
        />
      </Modal>
    </Section>
  );
};
