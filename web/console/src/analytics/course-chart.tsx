import "@mantine/charts/styles.css";

import { AreaChart } from "@mantine/charts";

import type { Analytics } from "../api/analytics.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { sayCount, sayDate } from "./say-figures.ts";

const kinds = [
  "inquiries",
  "confirmed",
  "completed",
  "no_show",
  "cancelled",
  "rescheduled",
] as const;
const colors = ["gray.6", "ink.6", "teal.7", "red.7", "orange.7", "violet.6"] as const;

/** What happened step by step, as lines; and the same as a table. */
export const CourseChart = ({ course, grain }: Pick<Analytics, "course" | "grain">) => {
  const texts = useTexts(analyticsTexts);
  const data = course.map((step) => ({ ...step, at: sayDate(step.start, grain) }));
  return (
    <>
      <div aria-hidden="true">
        <AreaChart
          h={260}
          data={data}
          dataKey="at"
          curveType="monotone"
          withDots={course.length < 15}
          fillOpacity={0.08}
          strokeWidth={2}
          withLegend
          legendProps={{ verticalAlign: "bottom" }}
          valueFormatter={(value) => sayCount(value)}
          yAxisProps={{ allowDecimals: false, width: 42 }}
          areaChartProps={{ accessibilityLayer: false }}
          series={kinds.map((name, index) => ({
            ...{ name, label: texts.kinds[name], color: colors[index] ?? "gray.6" },
          }))}
        />
      </div>
      <details className={classes.numbers}>
        <summary>{texts.table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={classes.scroll} tabIndex={0} aria-label={texts.course}>
          <table>
            <caption className="visually-hidden">{texts.courseNote}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.from}</th>
                {kinds.map((kind) => (
                  <th key={kind} scope="col">
                    {texts.kinds[kind]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {course.map((step) => (
                <tr key={step.start}>
                  <th scope="row">{sayDate(step.start, "full")}</th>
                  {kinds.map((kind) => (
                    <td key={kind}>{sayCount(step[kind])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
};
