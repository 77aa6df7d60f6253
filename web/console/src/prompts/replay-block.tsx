import { Alert, Button, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { ProblemBox } from "../set-up/problem-box.tsx";
import { useTexts } from "../texts/language.ts";
import { Block } from "./block.tsx";
import { replayChoicesQuery, replayTurn, type TurnTold } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { ReplayBeside } from "./replay-beside.tsx";
import { replayTexts } from "./replay-texts.ts";
import { sayVersion } from "./say-amounts.ts";

/** What another prompt or model would have answered. */
export const ReplayBlock = ({ told }: { readonly told: TurnTold }) => {
  const texts = useTexts(replayTexts);
  return (
    <Block title={texts.title} note={texts.note}>
      {told.recorded ? (
        <ReplayForm told={told} />
      ) : (
        <p className={classes.quiet}>{texts.notRecorded}</p>
      )}
    </Block>
  );
};

const ReplayForm = ({ told }: { readonly told: TurnTold }) => {
  const texts = useTexts(replayTexts);
  const choices = useQuery(replayChoicesQuery);
  const [prompt, setPrompt] = useState<string | null>(null);
  const [model, setModel] = useState<string | null>(null);
  const prompts = choices.data?.prompts ?? [];
  const models = choices.data?.models ?? [];
  const chosenPrompt = prompt ?? prompts[0]?.name ?? null;
  const chosenModel = model ?? models[0] ?? null;
  const replay = useMutation({
    mutationFn: () => replayTurn(told.turn.turn_id, chosenPrompt ?? "", chosenModel ?? ""),
  });
  return (
    <>
      <form
        className={classes.replayForm}
        onSubmit={(event) => {
          event.preventDefault();
          replay.mutate();
        }}
      >
        <Select
          label={texts.prompt}
          allowDeselect={false}
          value={chosenPrompt}
          onChange={setPrompt}
          data={prompts.map((one) => ({
            value: one.name,
            label: one.name === one.id ? sayVersion(one) : `${one.name} (${sayVersion(one)})`,
          }))}
        />
        <Select
          label={texts.model}
          allowDeselect={false}
          value={chosenModel}
          onChange={setModel}
          data={[...models]}
        />
        <Button type="submit" loading={replay.isPending} disabled={!chosenPrompt || !chosenModel}>
          {texts.run}
        </Button>
      </form>
      {chosenModel === "embedded" && prompts.length > 1 && (
        <Alert color="gray" mt="sm">
          {texts.embedded}
        </Alert>
      )}
      <div aria-live="polite">
        {replay.isError && <ProblemBox error={replay.error} />}
        {replay.data && <ReplayBeside told={told} replay={replay.data} />}
      </div>
    </>
  );
};
