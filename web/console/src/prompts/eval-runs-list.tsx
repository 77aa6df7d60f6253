import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "wouter";

import { sayCount, sayShare } from "../analytics/say-figures.ts";
import { Loaded, Section } from "../set-up/section.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import { evalTexts } from "./eval-texts.ts";
import { Nothing } from "./nothing.tsx";
import { type Run, runsQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { sayCost, sayVersion } from "./say-amounts.ts";

interface Listed {
  readonly name: string;
  readonly at: string;
  readonly run: Run | null;
}

/** Runs of the suite, the newest first. */
export const EvalRunsList = () => {
  const texts = useTexts(evalTexts);
  const query = useQuery(runsQuery);
  return (
    <Section title={useTexts(promptsTexts).sections.evals} lead={texts.lead}>
      <Loaded query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <Nothing title={texts.noneTitle} words={texts.none} />
          ) : (
            <>
              <CompareForm names={runs.flatMap(({ name, run }) => (run ? [name] : []))} />
              <ul className={classes.rows} aria-label={texts.back}>
                {runs.map((one) => (
                  <RunRow key={one.name} listed={one} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
    </Section>
  );
};

const CompareForm = ({ names }: { readonly names: readonly string[] }) => {
  const texts = useTexts(evalTexts);
  const [, go] = useLocation();
  const [from, setFrom] = useState<string | null>(names[1] ?? null);
  const [to, setTo] = useState<string | null>(names[0] ?? null);
  if (names.length < 2) return null;
  const choice = { placeholder: texts.choose, data: [...names], searchable: true } as const;
  return (
    <form
      className={classes.replayForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (from && to) go(`/prompts/evals/${from}/${to}`);
      }}
    >
      <Select label={texts.compareFrom} value={from} onChange={setFrom} {...choice} />
      <Select label={texts.compareTo} value={to} onChange={setTo} {...choice} />
      <Button type="submit" variant="light" disabled={!from || !to || from === to}>
        {texts.compare}
      </Button>
    </form>
  );
};

const RunRow = ({ listed: { name, at, run } }: { readonly listed: Listed }) => {
  const texts = useTexts(evalTexts);
  const language = useLanguage();
  const head = (
    <span className={classes.rowHead}>
      <strong>{name}</strong>
      <time dateTime={at}>{sayMoment(language, run?.startedAt ?? at)}</time>
    </span>
  );
  if (!run) {
    return (
      <li className={classes.row}>
        {head}
        <span className={classes.quiet}>{texts.unreadable}</span>
      </li>
    );
  }
  const [pass] = run.passes;
  return (
    <li>
      <Link className={classes.row} href={`/prompts/evals/${name}`}>
        {head}
        <span className={classes.chips}>
          <span className={classes.pass}>
            {texts.figures.pass} {sayShare(pass?.value ?? null)}
          </span>
          <span className={classes.chip} data-tone={run.critical > 0 ? "bad" : "good"}>
            {run.critical > 0 ? texts.critical(run.critical) : texts.noCritical}
          </span>
          <span className={classes.chip}>{run.model}</span>
          <span className={classes.chip}>{sayVersion(run.prompt)}</span>
          <span className={classes.amounts}>
            {texts.cases(sayCount(run.cases), sayCount(run.trials))} ·{" "}
            {texts.seconds(sayCount(run.seconds, 1))} · {sayCost(run.cost_usd)}
          </span>
        </span>
      </Link>
    </li>
  );
};
