import { Loader, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemBox } from "../set-up/problem-box.tsx";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { Block } from "./block.tsx";
import { evalTexts } from "./eval-texts.ts";
import { PlayedTalk } from "./played-talk.tsx";
import { caseQuery, type RunTold } from "./prompt-queries.ts";
import classes from "./prompts.module.css";

const tones = { passed: "good", failed: "bad", flaky: "warn" } as const;

interface EvalCasesProps {
  readonly name: string;
  readonly cases: RunTold["cases"];
}

/** The cases of a run; each opens to what was said in it. */
export const EvalCases = ({ name, cases }: EvalCasesProps) => {
  const texts = useTexts(evalTexts);
  const [wish, setWish] = useState("");
  const found = cases.filter(
    ({ id, tags }) => id.includes(wish.trim()) || tags.includes(wish.trim()),
  );
  return (
    <Block title={texts.casesTitle} note={texts.casesNote}>
      <TextInput
        aria-label={texts.find}
        placeholder={texts.find}
        leftSection={<Icon name="search" size={15} />}
        value={wish}
        onChange={({ currentTarget }) => setWish(currentTarget.value)}
      />
      {found.length === 0 && <p className={classes.quiet}>{texts.noCase}</p>}
      <div className={classes.cases}>
        {found.map((one) => (
          <EvalCase key={one.id} name={name} told={one} />
        ))}
      </div>
    </Block>
  );
};

interface EvalCaseProps {
  readonly name: string;
  readonly told: RunTold["cases"][number];
}

const EvalCase = ({ name, told }: EvalCaseProps) => {
  const texts = useTexts(evalTexts);
  const [isOpen, setOpen] = useState(false);
  const { id, why, tags, status, passed, trials, faults } = told;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className={classes.chip} data-tone={tones[status]}>
          {texts.statuses[status]} {trials > 1 && texts.passedOf(passed, trials)}
        </span>
        <strong>{id}</strong>
        {faults.map(({ scorer, critical }) => (
          <span
            key={`${scorer} ${critical}`}
            className={classes.chip}
            data-tone={critical ? "bad" : "warn"}
          >
            {scorer}
          </span>
        ))}
      </summary>
      <p className={classes.quiet}>
        {why} · {tags.join(", ")}
      </p>
      {isOpen && <CaseTalk name={name} id={id} />}
    </details>
  );
};

const CaseTalk = ({ name, id }: { readonly name: string; readonly id: string }) => {
  const query = useQuery(caseQuery(name, id));
  if (query.isError) return <ProblemBox error={query.error} />;
  return query.data ? <PlayedTalk told={query.data} /> : <Loader size="sm" aria-label={id} />;
};
