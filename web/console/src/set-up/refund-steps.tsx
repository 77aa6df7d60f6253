import { Button, NumberInput, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";

import { OrganizationAnswer } from "#src/http/contract/organization.ts";
import { ask } from "../api/ask.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import { FormFoot } from "./form-foot.tsx";
import { refundTexts } from "./refund-texts.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";
import { useUnsaved } from "./use-unsaved.ts";

type Policy = z.output<typeof OrganizationAnswer>["organization"]["policy"];
type Step = NonNullable<Policy["refundSteps"]>[number];

const mostSteps = 20;

/** What a lead who cancels gets back: a share for each distance from the appointment. */
export const RefundSteps = ({ told }: { readonly told: Policy["refundSteps"] }) => {
  const texts = useTexts(refundTexts);
  const queries = useQueryClient();
  const [steps, setSteps] = useState<readonly Step[]>(told ?? []);
  const [busy, setBusy] = useState(false);
  const isDirty = JSON.stringify(steps) !== JSON.stringify(told ?? []);
  useUnsaved(isDirty);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      // No steps is not "nothing back": then people decide.
      const policy = { refundSteps: steps.length > 0 ? steps : null };
      await ask(OrganizationAnswer, "PATCH", "/organization", { body: { policy } });
      await queries.invalidateQueries({ queryKey: ["set-up"] });
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={`${classes.card} ${classes.padded}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Title order={2} size={16}>
        {texts.title}
      </Title>
      <Text size="sm" c="var(--quiet)" mb={10}>
        {steps.length > 0 ? texts.lead : texts.none}
      </Text>
      {steps.map((step, place) => (
        <StepLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          key={place}
          step={step}
          place={place}
          change={(part) =>
            setSteps(steps.map((one, at) => (at === place ? { ...one, ...part } : one)))
          }
          remove={() => setSteps(steps.filter((_, at) => at !== place))}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        mb={12}
        disabled={steps.length >= mostSteps}
        onClick={() => setSteps([...steps, { hoursBefore: 24, percent: 100 }])}
      >
        {texts.add}
      </Button>
      <FormFoot {...{ busy, isDirty }} onlyDirty />
    </form>
  );
};

interface StepLineProps {
  readonly step: Step;
  readonly place: number;
  readonly change: (part: Partial<Step>) => void;
  readonly remove: () => void;
}

const StepLine = ({ step, place, change, remove }: StepLineProps) => {
  const texts = useTexts(refundTexts);
  const shared = useTexts(setUpTexts);
  const number = (name: keyof Step, max: number) => (
    <NumberInput
      label={texts[name]}
      value={step[name]}
      min={0}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      onChange={(value) => change({ [name]: Number(value) })}
    />
  );
  return (
    <div className={classes.stepLine}>
      {number("hoursBefore", 720)}
      {number("percent", 100)}
      <Button
        variant="subtle"
        color="gray"
        aria-label={`${shared.remove}: ${texts.step(place + 1)}`}
        onClick={remove}
      >
        {shared.remove}
      </Button>
    </div>
  );
};
