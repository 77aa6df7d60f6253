import { useParams } from "wouter";

import { EvalComparePage } from "./eval-compare-page.tsx";
import { EvalRunPage } from "./eval-run-page.tsx";
import { EvalRunsList } from "./eval-runs-list.tsx";

/** The runs, one of them, or two beside each other. */
export const Evals = () => {
  const { id: name, other } = useParams<{ id?: string; other?: string }>();
  if (!name) return <EvalRunsList />;
  return other ? (
    <EvalComparePage key={`${name} ${other}`} name={name} other={other} />
  ) : (
    <EvalRunPage key={name} name={name} />
  );
};
