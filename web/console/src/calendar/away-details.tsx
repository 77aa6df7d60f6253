import { Button, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { RemovedAnswer } from "#src/http/contract/catalog-affected.ts";
import { ask } from "../api/ask.ts";
import { showProblem } from "../shell/show-problem.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import type { Away, CalendarShown } from "./calendar-queries.ts";
import { calendarTexts } from "./calendar-texts.ts";

interface AwayDetailsProps {
  readonly away: Away;
  readonly shown: CalendarShown;
  readonly done: () => void;
}

/** Time off, which can be taken back. */
export const AwayDetails = ({ away, shown, done }: AwayDetailsProps) => {
  const texts = useTexts(calendarTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask(RemovedAnswer, "DELETE", `/time-off/${away.time_off_id}`),
    onSuccess: async () => {
      notifications.show({ message: texts.unblocked, color: "teal" });
      await queries.invalidateQueries({ queryKey: ["calendar"] });
      done();
    },
    onError: showProblem,
  });
  const said = (instant: string) => sayMoment(language, instant, shown.timezone);
  return (
    <Stack>
      <span>
        {said(away.starts_at)} – {said(away.ends_at)}
        {away.reason && `. ${away.reason}`}
      </span>
      <Button
        color="red"
        variant="light"
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        {texts.unblock}
      </Button>
    </Stack>
  );
};
