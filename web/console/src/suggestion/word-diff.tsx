import { diffWordsWithSpace } from "diff";

import classes from "./suggestion.module.css";

interface WordDiffProps {
  readonly from: string;
  readonly to: string;
}

/** Word by word what was taken out and put in. */
export const WordDiff = ({ from, to }: WordDiffProps) => (
  <div className={classes.diff}>
    {diffWordsWithSpace(from, to).map(({ value, added, removed }, index) => {
      const key = `${index}-${value}`;
      if (added) return <ins key={key}>{value}</ins>;
      return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>;
    })}
  </div>
);
