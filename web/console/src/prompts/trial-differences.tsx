import { sayCount } from "../analytics/say-figures.ts";
import { useTexts } from "../texts/language.ts";
import { Block } from "./block.tsx";
import type { Measure, Trial } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { trialTexts } from "./trial-texts.ts";

/** Of these, more is better; of the others, less. */
const wished: readonly Measure[] = ["unchanged", "won"];

type Difference = NonNullable<Trial["differences"]>[Measure];

const verdictOf = (name: Measure, difference: Difference) => {
  if (difference === null) return "few";
  if (difference.low <= 0 && difference.high >= 0) return "same";
  return difference.value > 0 === wished.includes(name) ? "better" : "worse";
};

const tones = { better: "good", worse: "bad", same: undefined, few: undefined } as const;

const sayPoints = (share: number): string =>
  `${share > 0 ? "+" : share < 0 ? "−" : ""}${sayCount(Math.abs(share) * 100, 1)}`;

/** Whether the trial does better, or nobody can tell. */
export const Differences = ({ differences }: Pick<Trial, "differences">) => {
  const texts = useTexts(trialTexts);
  if (differences === null) {
    return (
      <Block title={texts.differences}>
        <p className={classes.quiet}>{texts.noDifferences}</p>
      </Block>
    );
  }
  return (
    <Block title={texts.differences} note={texts.differencesNote}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{texts.measure}</th>
            <th scope="col">{texts.points}</th>
            <th scope="col">{texts.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(texts.measures) as Measure[]).map((name) => {
            const difference = differences[name];
            const verdict = verdictOf(name, difference);
            return (
              <tr key={name}>
                <th scope="row">{texts.measures[name]}</th>
                <td>
                  {difference
                    ? `${sayPoints(difference.value)} (${sayPoints(difference.low)} – ${sayPoints(difference.high)})`
                    : "—"}
                </td>
                <td>
                  <span className={classes.chip} data-tone={tones[verdict]}>
                    {texts.verdicts[verdict]}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Block>
  );
};
