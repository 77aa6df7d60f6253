import { notifications } from "@mantine/notifications";

import { sayProblem } from "../api/ask.ts";

/** Says what went wrong and stays until it is read. */
export const showProblem = (error: unknown): void => {
  notifications.show({ message: sayProblem(error), color: "red", autoClose: 12_000 });
};
