import type { CSSProperties } from "react";

import type { Analytics } from "../api/analytics.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { sayCount } from "./say-figures.ts";

/** A table of weekdays and hours, the busier the darker. */
export const HeatMap = ({ times }: { readonly times: Analytics["popular_times"] }) => {
  const texts = useTexts(analyticsTexts);
  if (times.length === 0) return <p className={classes.none}>{texts.none}</p>;
  const counts = new Map(times.map((one) => [`${one.weekday} ${one.hour}`, one.appointments]));
  const first = Math.min(...times.map(({ hour }) => hour));
  const last = Math.max(...times.map(({ hour }) => hour));
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const most = Math.max(...times.map(({ appointments }) => appointments));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={texts.popular}>
      <table className={classes.heat}>
        <caption className="visually-hidden">{texts.popularNote}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.weekday}</th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}h
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{texts.weekdays[weekday]}</th>
              {hours.map((hour) => {
                const count = counts.get(`${weekday} ${hour}`) ?? 0;
                const style = { "--heat": count / most } as CSSProperties;
                return (
                  <td key={hour} style={style} data-hot={count / most > 0.55}>
                    {count > 0 && sayCount(count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
