import { Alert, List, Text } from "@mantine/core";

import { Problem, sayProblem } from "../api/ask.ts";
import { useTexts } from "../texts/language.ts";
import { setUpTexts } from "./set-up-texts.ts";

/** What was refused, and what uses the thing where that is why. */
export const ProblemBox = ({ error }: { readonly error: unknown }) => {
  const texts = useTexts(setUpTexts);
  if (error === null || error === undefined) return null;
  const answer = error instanceof Problem ? error.answer : null;
  const uses = answer?.usedBy ?? [];
  const more = (answer?.usedByCount ?? uses.length) - uses.length;
  return (
    <Alert color="red" mb="md" role="alert">
      {sayProblem(error)}
      {uses.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {texts.usedBy}
          </Text>
          <List size="sm">
            {uses.map(({ kind, id, name }) => (
              <List.Item key={`${kind} ${id}`}>
                {texts.useKinds[kind]}: {name}
              </List.Item>
            ))}
            {more > 0 && <List.Item>{texts.usedMore(more)}</List.Item>}
          </List>
        </>
      )}
    </Alert>
  );
};
