import { Badge, Button, Drawer, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { SopAnswer } from "#src/http/contract/sop.ts";
import { ask } from "../api/ask.ts";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { servicesQuery, sopsQuery } from "./catalog-queries.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import type { bodyOf, SopShown } from "./sop-draft.ts";
import { SopEditor } from "./sop-editor.tsx";
import { sopTexts } from "./sop-texts.ts";
import { SopVersions } from "./sop-versions.tsx";
import { RowMove } from "./thing-row.tsx";
import { useAct } from "./use-act.ts";
import { mayLeave } from "./use-unsaved.ts";

type Open =
  | { readonly as: "editor"; readonly sop: SopShown | null }
  | { readonly as: "versions"; readonly sop: SopShown };

/** What is asked of whom before what, and how leads prepare. */
export const Sops = () => {
  const texts = useTexts(sopTexts);
  const shared = useTexts(setUpTexts);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Open | null>(null);
  const send = async (body: ReturnType<typeof bodyOf>): Promise<void> => {
    const id = open?.sop?.sop_id;
    await ask(SopAnswer, id ? "PATCH" : "POST", id ? `/sops/${id}` : "/sops", { body });
    setOpen(null);
    await queries.invalidateQueries({ queryKey: ["set-up"] });
  };
  const leave = (): void => {
    if (mayLeave()) setOpen(null);
  };
  return (
    <Section
      title={shared.sections.sops}
      lead={texts.lead}
      moves={
        <Button
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setOpen({ as: "editor", sop: null })}
        >
          {texts.add}
        </Button>
      }
    >
      <Loaded query={useQuery(sopsQuery)}>
        {({ sops }) => (
          <ul className={`${classes.card} ${classes.rows}`}>
            {sops.length === 0 && <li className={classes.row}>{shared.none}</li>}
            {sops.map((sop) => (
              <SopRow key={sop.sop_id} sop={sop} open={setOpen} />
            ))}
          </ul>
        )}
      </Loaded>
      <Drawer
        opened={open !== null}
        onClose={leave}
        position="right"
        size="xl"
        title={open?.sop?.name ?? texts.add}
        closeButtonProps={{ "aria-label": shared.cancel }}
      >
        {open?.as === "editor" && <SopEditor {...{ send, leave }} sop={open.sop} />}
        {open?.as === "versions" && <SopVersions sop={open.sop} />}
      </Drawer>
    </Section>
  );
};

interface SopRowProps {
  readonly sop: SopShown;
  readonly open: (open: Open) => void;
}

const SopRow = ({ sop, open }: SopRowProps) => {
  const texts = useTexts(sopTexts);
  const shared = useTexts(setUpTexts);
  const { act, busy } = useAct();
  const services = useQuery(servicesQuery).data?.services ?? [];
  const { sop_id, name, active, version, questions, preparations } = sop;
  const about = sop.service_ids?.map(
    (id) => services.find(({ service_id }) => service_id === id)?.name ?? id,
  );
  const detail = [
    texts.counts(questions.length, preparations.length),
    texts.audiences[sop.audience],
    about ? about.join(", ") : texts.everyService,
    texts.version(version),
  ].join(" · ");
  const turn = (): void =>
    void act(() => ask(SopAnswer, "PATCH", `/sops/${sop_id}`, { body: { active: !active } }));
  return (
    <li className={classes.row}>
      <div className={classes.rowWords}>
        <Text fw={600}>
          {name}{" "}
          {!active && (
            <Badge size="sm" color="gray" variant="light" c="var(--quiet)">
              {shared.retired}
            </Badge>
          )}
        </Text>
        <Text size="sm" c="var(--quiet)">
          {detail}
        </Text>
      </div>
      <div className={classes.rowMoves}>
        <RowMove label={shared.edit} name={name} act={() => open({ as: "editor", sop })} isPlain />
        <RowMove label={texts.versions} name={name} act={() => open({ as: "versions", sop })} />
        <RowMove
          label={active ? shared.retire : shared.restore}
          name={name}
          act={turn}
          busy={busy}
        />
      </div>
    </li>
  );
};
