import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { showProblem } from "../shell/show-problem.ts";

/** Does one thing of a row, shows what went wrong, and has the lists told anew either way. */
export const useAct = () => {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (task: () => Promise<unknown>, done?: string): Promise<void> => {
    setBusy(true);
    try {
      await task();
      if (done) notifications.show({ message: done });
    } catch (error) {
      showProblem(error);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ["set-up"] });
    }
  };
  return { act, busy };
};
