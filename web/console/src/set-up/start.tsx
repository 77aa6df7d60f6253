import { Alert, Button, Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";

import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { servicesQuery } from "./catalog-queries.ts";
import { Loaded, Section } from "./section.tsx";
import classes from "./set-up.module.css";
import { startTexts } from "./start-texts.ts";
import { TemplateChoice } from "./template-choice.tsx";
import { templateTexts } from "./template-texts.ts";
import { type Step, useSteps } from "./use-steps.ts";

/** Where nothing is offered yet a template is chosen first; then what is done and what is next. */
export const Start = () => {
  const texts = useTexts(startTexts);
  const templates = useTexts(templateTexts);
  const [isFilled, setFilled] = useState(false);
  const services = useQuery(servicesQuery).data?.services;
  if (services?.length === 0) {
    return (
      <Section title={texts.title} lead={templates.lead}>
        <TemplateChoice done={() => setFilled(true)} />
      </Section>
    );
  }
  return <Steps isFilled={isFilled} />;
};

/** What is done, what comes next, and how far it is. */
const Steps = ({ isFilled }: { readonly isFilled: boolean }) => {
  const texts = useTexts(startTexts);
  const templates = useTexts(templateTexts);
  const steps = useSteps();
  const next = steps.data?.find(({ isDone }) => !isDone);
  const hrefOf = ({ name }: Step): string => `/set-up/${name}`;
  return (
    <Section
      title={texts.title}
      lead={texts.lead}
      moves={
        next && (
          <Button component={Link} href={hrefOf(next)}>
            {texts.next}
          </Button>
        )
      }
    >
      {isFilled && (
        <Alert color="green" role="status" title={templates.loadedTitle}>
          {templates.loaded}
        </Alert>
      )}
      <Loaded query={steps}>
        {(list) => {
          const done = list.filter(({ isDone }) => isDone).length;
          const said = texts.progress(done, list.length);
          return (
            <>
              <div>
                <Text fw={600} mb={6}>
                  {next ? said : texts.all}
                </Text>
                <Progress value={(done / list.length) * 100} size="lg" aria-label={said} />
              </div>
              <div className={classes.card}>
                {list.map((step) => (
                  <StepLink key={step.name} step={step} href={hrefOf(step)} />
                ))}
              </div>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
};

const StepLink = ({ step, href }: { readonly step: Step; readonly href: string }) => {
  const texts = useTexts(startTexts);
  return (
    <Link className={classes.step} href={href}>
      <span
        className={classes.mark}
        data-done={step.isDone}
        role="img"
        aria-label={step.isDone ? texts.done : texts.open}
      >
        {step.isDone && <Icon name="check" size={16} />}
      </span>
      <span>
        <Text span fw={600}>
          {texts.steps[step.name]}
        </Text>
        {step.detail && (
          <Text size="sm" c="var(--quiet)">
            {step.detail}
          </Text>
        )}
      </span>
    </Link>
  );
};
