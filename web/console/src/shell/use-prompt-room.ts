import { useQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.ts";
import { type Screen, screensOf } from "./screens.ts";

/** The screen on which turns are looked into; undefined for whoever cannot open it. */
export const usePromptRoom = (): Screen | undefined => {
  const { data: me } = useQuery(meQuery);
  return me && screensOf(me).find(({ title }) => title === "prompts");
};
