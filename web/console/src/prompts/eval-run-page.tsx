import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { sayCount, sayShare } from "../analytics/say-figures.ts";
import { Loaded, Section } from "../set-up/section.tsx";
import { useTexts } from "../texts/language.ts";
import { BackLine } from "./back-line.tsx";
import { Block } from "./block.tsx";
import { EvalCases } from "./eval-cases.tsx";
import { evalTexts } from "./eval-texts.ts";
import { type RunTold, runQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { RunFigures } from "./run-figures.tsx";
import { sayVersion } from "./say-amounts.ts";

/** One run: its figures, its tags and its cases. */
export const EvalRunPage = ({ name }: { readonly name: string }) => {
  const texts = useTexts(evalTexts);
  const query = useQuery(runQuery(name));
  return (
    <>
      <BackLine to="/prompts/evals" name={texts.back} />
      <Loaded query={query}>{(told) => <RunShown told={told} />}</Loaded>
    </>
  );
};

const RunShown = ({ told: { name, run, slices, cases } }: { readonly told: RunTold }) => {
  const texts = useTexts(evalTexts);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? slices : slices.slice(0, fewSlices);
  return (
    <Section title={name} lead={`${run.model} · ${sayVersion(run.prompt)} (${run.prompt.hash})`}>
      <RunFigures run={run} />
      <EvalCases name={name} cases={cases} />
      <Block title={texts.slices} note={texts.slicesNote}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{texts.tag}</th>
              <th scope="col">{texts.count}</th>
              <th scope="col">{texts.figures.pass}</th>
              <th scope="col">{texts.range}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ tag, cases: count, pass }) => (
              <tr key={tag}>
                <th scope="row">{tag}</th>
                <td>{sayCount(count)}</td>
                <td>{sayShare(pass.value)}</td>
                <td>
                  {sayShare(pass.low)} – {sayShare(pass.high)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < slices.length && (
          <button type="button" className={classes.more} onClick={() => setWhole(true)}>
            +{slices.length - shown.length}
          </button>
        )}
      </Block>
    </Section>
  );
};

const fewSlices = 8;
