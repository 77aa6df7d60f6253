import { ActionIcon, Menu, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";

import { InboxAnswer, LabelAnswer } from "#src/http/contract/inbox.ts";
import { ask } from "../api/ask.ts";
import { labelsQuery, type Row } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import { conversationTexts } from "./conversation-texts.ts";

/** Labels of a conversation; a new one is made where it is wanted. */
export const LabelMenu = ({ row }: { readonly row: Row }) => {
  const texts = useTexts(conversationTexts);
  const queries = useQueryClient();
  const { data: labels = [] } = useQuery(labelsQuery);
  const [name, setName] = useState("");
  const has = row.labels.map(({ label_id }) => label_id);
  const put = useMutation({
    mutationFn: (label_ids: string[]) =>
      ask(InboxAnswer, "PUT", `/inbox/${row.conversation_id}/labels`, { body: { label_ids } }),
    onSuccess: ({ conversation }) =>
      queries.setQueryData(["row", row.conversation_id], conversation),
    onError: showProblem,
  });
  const add = useMutation({
    mutationFn: async () => {
      const { label } = await ask(LabelAnswer, "POST", "/labels", { body: { name } });
      return put.mutateAsync([...has, label.label_id]);
    },
    onSuccess: () => {
      setName("");
      return queries.invalidateQueries({ queryKey: ["labels"] });
    },
    onError: showProblem,
  });
  const press = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === "Enter" && name.trim()) add.mutate();
  };
  return (
    <Menu position="bottom-end" shadow="md" closeOnItemClick={false} width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={texts.labels}>
          <Icon name="tag" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {labels.map(({ label_id, name: called }) => (
          <Menu.Item
            key={label_id}
            rightSection={has.includes(label_id) && <Icon name="check" size={15} />}
            onClick={() =>
              put.mutate(
                has.includes(label_id) ? has.filter((one) => one !== label_id) : [...has, label_id],
              )
            }
          >
            {called}
          </Menu.Item>
        ))}
        <TextInput
          size="xs"
          m={4}
          aria-label={texts.newLabel}
          placeholder={texts.newLabel}
          value={name}
          maxLength={40}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={press}
        />
      </Menu.Dropdown>
    </Menu>
  );
};
