import type { CSSProperties } from "react";

import classes from "./analytics.module.css";

interface Row {
  readonly key: string;
  readonly name: string;
  /** How long the bar is, of the longest 1. */
  readonly length: number;
  /** The shorter part of the bar that counts most; none when absent. */
  readonly part?: number;
  readonly cells: readonly string[];
}

interface BarTableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly Row[];
}

const barStyle = ({ length, part }: Row): CSSProperties =>
  ({
    "--length": `${100 * Math.min(1, Math.max(0, length))}%`,
    "--part": `${100 * Math.min(1, Math.max(0, part ?? length))}%`,
  }) as CSSProperties;

/** A table whose rows are drawn as bars: one thing to look at and to read out. */
export const BarTable = ({ caption, heads, rows }: BarTableProps) => (
  <table className={classes.bars}>
    <caption className="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.key}>
          <th scope="row">
            <span className={classes.barName}>{row.name}</span>
            <span className={classes.bar} style={barStyle(row)} aria-hidden="true" />
          </th>
          {row.cells.map((cell, index) => (
            <td key={heads[index + 1]}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
