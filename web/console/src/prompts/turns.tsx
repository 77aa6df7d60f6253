import { useParams } from "wouter";

import { TurnPage } from "./turn-page.tsx";
import { TurnsList } from "./turns-list.tsx";

/** The list, or one of it. */
export const Turns = () => {
  const { id } = useParams<{ id?: string }>();
  return id ? <TurnPage key={id} id={id} /> : <TurnsList />;
};
