import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";

import { Loaded, Section } from "../set-up/section.tsx";
import { WordDiff } from "../suggestion/word-diff.tsx";
import { useTexts } from "../texts/language.ts";
import { BackLine } from "./back-line.tsx";
import { Block } from "./block.tsx";
import { evalTexts } from "./eval-texts.ts";
import { type Comparison, comparisonQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { RunFigures } from "./run-figures.tsx";

const kinds = ["broken", "flaky", "fixed"] as const;
const tones = { broken: "bad", flaky: "warn", fixed: "good" } as const;

interface EvalComparePageProps {
  readonly name: string;
  readonly other: string;
}

/** Two runs beside each other: what fares differently, and since which turn. */
export const EvalComparePage = ({ name, other }: EvalComparePageProps) => {
  const texts = useTexts(evalTexts);
  const query = useQuery(comparisonQuery(name, other));
  return (
    <>
      <BackLine to="/prompts/evals" name={texts.back} />
      <Section
        title={texts.comparison(name, other)}
        lead={texts.comparisonLead}
        moves={
          <Button
            component={Link}
            href={`/prompts/evals/${other}/${name}`}
            variant="default"
            size="xs"
          >
            {texts.swap}
          </Button>
        }
      >
        <Loaded query={query}>
          {(told) => (
            <>
              <div className={classes.arms}>
                {[[name, told.a] as const, [other, told.b] as const].map(([title, run]) => (
                  <section key={title} aria-label={title} className={classes.sideBySide}>
                    <h2 className={classes.minor}>
                      <Link href={`/prompts/evals/${title}`}>{title}</Link>
                    </h2>
                    <RunFigures run={run} />
                  </section>
                ))}
              </div>
              <Flips told={told} />
              <Only name={name} ids={told.only_a} />
              <Only name={other} ids={told.only_b} />
              <PromptChanges told={told} />
            </>
          )}
        </Loaded>
      </Section>
    </>
  );
};

const Flips = ({ told: { flips } }: { readonly told: Comparison }) => {
  const texts = useTexts(evalTexts);
  if (flips.length === 0) return <Block title={texts.noFlips}>{null}</Block>;
  return (
    <>
      {kinds.map((kind) => {
        const ofKind = flips.filter((flip) => flip.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <Block key={kind} title={`${texts.kinds[kind]} (${ofKind.length})`}>
            {ofKind.map(({ id, from, to, parts }) => (
              <article key={id} className={classes.flip}>
                <p className={classes.chips}>
                  <strong>{id}</strong>
                  <span className={classes.chip} data-tone={tones[kind]}>
                    {texts.statuses[from]} → {texts.statuses[to]}
                  </span>
                  {parts && <span className={classes.amounts}>{texts.partsAt(parts.turn)}</span>}
                </p>
                {parts && <WordDiff from={parts.before} to={parts.after} />}
              </article>
            ))}
          </Block>
        );
      })}
    </>
  );
};

const Only = ({ name, ids }: { readonly name: string; readonly ids: readonly string[] }) => {
  const texts = useTexts(evalTexts);
  return ids.length === 0 ? null : (
    <p className={classes.quiet}>{texts.onlyIn(name, ids.join(", "))}</p>
  );
};

const PromptChanges = ({ told: { prompt } }: { readonly told: Comparison }) => {
  const texts = useTexts(evalTexts);
  return (
    <Block title={texts.promptTitle}>
      {prompt.length === 0 ? (
        <p className={classes.quiet}>{texts.promptSame}</p>
      ) : (
        <div className={classes.lines}>
          {prompt.map(({ sign, line }, index) => {
            const key = `${index} ${line}`;
            return sign === "-" ? <del key={key}>− {line}</del> : <ins key={key}>+ {line}</ins>;
          })}
        </div>
      )}
    </Block>
  );
};
