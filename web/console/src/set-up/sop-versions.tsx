import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";

import { SopVersionList } from "#src/http/contract/sop.ts";
import { ask } from "../api/ask.ts";
import { useLanguage, useTexts } from "../texts/language.ts";
import { sayMoment } from "../texts/say-time.ts";
import { membersQuery } from "./member-queries.ts";
import { Loaded } from "./section.tsx";
import classes from "./set-up.module.css";
import type { SopShown } from "./sop-draft.ts";
import { sopTexts } from "./sop-texts.ts";

/** What was asked before, since when, and who wrote it; the newest 50. */
export const SopVersions = ({ sop: { sop_id } }: { readonly sop: SopShown }) => {
  const texts = useTexts(sopTexts);
  const language = useLanguage();
  const members = useQuery(membersQuery).data ?? [];
  const nameOf = (id: string): string =>
    members.find(({ member_id }) => member_id === id)?.name ?? texts.somebody;
  const versions = useQuery({
    queryKey: ["set-up", "/sops", sop_id, "versions"],
    queryFn: async ({ signal }) =>
      (await ask(SopVersionList, "GET", `/sops/${sop_id}/versions?limit=50`, { signal })).versions,
  });
  return (
    <Loaded query={versions}>
      {(list) =>
        list.map(({ version, made_at, made_by, questions, active }) => (
          <section key={version} className={classes.piece} aria-label={texts.version(version)}>
            <Text fw={600}>{texts.version(version)}</Text>
            <Text size="sm" c="var(--quiet)">
              {sayMoment(language, made_at)} ·{" "}
              {made_by === "template" ? texts.byTemplate : nameOf(made_by)}
              {!active && ` · ${texts.wasOff}`}
            </Text>
            <List size="sm" mt={6}>
              {questions.map(({ field, question }) => (
                <List.Item key={field}>{question[language]}</List.Item>
              ))}
            </List>
          </section>
        ))
      }
    </Loaded>
  );
};
