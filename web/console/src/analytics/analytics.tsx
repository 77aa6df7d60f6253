import { Alert, Button, Center, Loader, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";

import { type Analytics as Answer, analyticsQuery, type Shown } from "../api/analytics.ts";
import { sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./analytics.module.css";
import { analyticsTexts } from "./analytics-texts.ts";
import { Channels, Demand, Funnel, Reasons, Utilisation } from "./breakdowns.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { HeatMap } from "./heat-map.tsx";
import { AiOutcomes, SlotEfficiency, SuggestionQuality } from "./outcomes.tsx";
import { Panel } from "./panel.tsx";
import { PeriodPicker, periodOf, todayIn } from "./period-picker.tsx";
import { sayDate } from "./say-figures.ts";

const CourseChart = lazy(async () => ({
  default: (await import("./course-chart.tsx")).CourseChart,
}));

/** How often days that are counted anew are looked at again. */
const lookAgainMs = 5_000;

export const Analytics = () => {
  const texts = useTexts(analyticsTexts);
  const me = useQuery(meQuery);
  const today = todayIn(me.data?.organization.timezone ?? "UTC");
  const [shown, setShown] = useState<Shown>({
    ...periodOf("month", today),
    ...{ locationId: "", serviceId: "" },
  });
  const change = (part: Partial<Shown>) => setShown((before) => ({ ...before, ...part }));
  const answer = useQuery({
    ...analyticsQuery(shown),
    refetchInterval: ({ state }) => (state.data?.stale_days ? lookAgainMs : false),
  });
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <Title order={1} size={20}>
          {texts.title}
        </Title>
        <PeriodPicker shown={shown} today={today} change={change} />
      </header>
      {answer.isPending && (
        <Center h={240}>
          <Loader aria-label={texts.title} />
        </Center>
      )}
      {answer.isError && (
        <Alert color="red" role="alert" m="md">
          {sayProblem(answer.error)}
        </Alert>
      )}
      {answer.data && (
        <Shows
          analytics={answer.data}
          shown={shown}
          showYear={() => change(periodOf("year", today))}
        />
      )}
    </div>
  );
};

const isEmpty = ({ figures }: Answer): boolean =>
  figures.inquiries + figures.confirmed + figures.appointments + figures.conversations === 0;

interface ShowsProps {
  readonly analytics: Answer;
  readonly shown: Shown;
  readonly showYear: () => void;
}

const Shows = ({ analytics, shown, showYear }: ShowsProps) => {
  const texts = useTexts(analyticsTexts);
  const { before, stale_days: stale } = analytics;
  if (isEmpty(analytics)) {
    return (
      <div className={classes.empty}>
        <strong>{texts.emptyTitle}</strong>
        <p>{texts.empty}</p>
        <Button variant="light" onClick={showYear}>
          {texts.emptyAction}
        </Button>
      </div>
    );
  }
  const parts = { analytics, shown };
  return (
    <>
      <p className={classes.before} aria-live="polite">
        {texts.before(sayDate(before.from, "full"), sayDate(before.to, "full"))}
        {stale > 0 && <span className={classes.stale}>{texts.counting(stale)}</span>}
      </p>
      <FigureCards {...analytics} />
      <div className={classes.panels}>
        <Panel title={texts.course} note={texts.courseNote} csv="course" shown={shown} wide>
          <Suspense fallback={<Center h={260}>…</Center>}>
            <CourseChart {...analytics} />
          </Suspense>
        </Panel>
        <Funnel {...parts} />
        <Demand {...parts} />
        <Panel
          title={texts.popular}
          note={texts.popularNote}
          csv="popular_times"
          shown={shown}
          wide
        >
          <HeatMap times={analytics.popular_times} />
        </Panel>
        <Reasons {...parts} />
        <Channels {...parts} />
        <AiOutcomes {...parts} />
        <SuggestionQuality {...parts} />
        <SlotEfficiency {...parts} />
        <Utilisation {...parts} />
      </div>
    </>
  );
};
