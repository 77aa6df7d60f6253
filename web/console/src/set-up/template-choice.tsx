import { Alert, Badge, Button, Group, Radio, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";

import { SetUpTemplateList, SetUpTemplateLoaded } from "#src/http/contract/set-up-templates.ts";
import { ask } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { ProblemBox } from "./problem-box.tsx";
import { Loaded } from "./section.tsx";
import classes from "./set-up.module.css";
import { templateTexts } from "./template-texts.ts";

type Template = z.output<typeof SetUpTemplateList>["templates"][number];

interface TemplateChoiceProps {
  readonly done: () => void;
}

/** What an empty organization can be filled with; one of them is chosen and loaded. */
export const TemplateChoice = ({ done }: TemplateChoiceProps) => {
  const texts = useTexts(templateTexts);
  const language = useLanguage();
  const [chosen, setChosen] = useState<string | null>(null);
  const { load, busy, problem } = useLoad(done);
  const templates = useQuery({
    queryKey: ["set-up", "/set-up-templates", language],
    queryFn: async ({ signal }) =>
      (await ask(SetUpTemplateList, "GET", "/set-up-templates", { signal })).templates,
  });
  return (
    <Loaded query={templates}>
      {(list) => (
        <>
          <ProblemBox error={problem} />
          <Radio.Group
            value={chosen}
            onChange={setChosen}
            label={texts.which}
            description={texts.whichHint}
          >
            <div className={classes.templates}>
              {list.map((one) => (
                <TemplateCard key={one.template} template={one} />
              ))}
            </div>
          </Radio.Group>
          <Alert color="blue" title={texts.beforeTitle}>
            {texts.before}
          </Alert>
          <Group>
            <Button
              disabled={chosen === null}
              loading={busy}
              onClick={() => chosen !== null && void load(chosen)}
            >
              {texts.load}
            </Button>
          </Group>
        </>
      )}
    </Loaded>
  );
};

const TemplateCard = ({ template: one }: { readonly template: Template }) => {
  const texts = useTexts(templateTexts);
  const { services, providers, locations } = one;
  return (
    <Radio.Card value={one.template} className={classes.template} aria-label={one.title}>
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator />
        <div>
          <Text fw={600}>{one.title}</Text>
          <Text size="sm" mt={2}>
            {one.brings}
          </Text>
          <Text size="sm" c="var(--quiet)" mt={6}>
            {texts.holds(services.length, providers, locations)}
          </Text>
          <Text size="sm" c="var(--quiet)" mt={2}>
            {services.slice(0, 4).join(", ")}
            {services.length > 4 && "…"}
          </Text>
          <Group gap={6} mt={8}>
            {[texts.languages[one.locale], one.currency, one.timezone].map((said) => (
              <Badge key={said} size="sm" variant="light" color="gray" c="var(--quiet)" tt="none">
                {said}
              </Badge>
            ))}
          </Group>
        </div>
      </Group>
    </Radio.Card>
  );
};

const useLoad = (done: () => void) => {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const load = async (template: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await ask(SetUpTemplateLoaded, "POST", "/set-up-templates", { body: { template } });
      done();
      await queries.invalidateQueries();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { load, busy, problem };
};
