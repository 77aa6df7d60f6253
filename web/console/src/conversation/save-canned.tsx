import { ActionIcon, Button, Popover, TextInput, Tooltip } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { CannedReplyAnswer } from "#src/http/contract/inbox.ts";
import { ask } from "../api/ask.ts";
import type { Row } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import { conversationTexts } from "./conversation-texts.ts";

/** Keeps what is written under a shortcut, for everybody at the desk. */
export const SaveCanned = ({ text, row }: { readonly text: string; readonly row: Row }) => {
  const texts = useTexts(conversationTexts);
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [shortcut, setShortcut] = useState("");
  const save = useMutation({
    mutationFn: () =>
      ask(CannedReplyAnswer, "POST", "/canned-replies", {
        body: { shortcut, language: row.language, text },
      }),
    onSuccess: () => {
      setOpen(false);
      return queries.invalidateQueries({ queryKey: ["canned"] });
    },
    onError: showProblem,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="top-end" shadow="md">
      <Popover.Target>
        <Tooltip label={texts.saveCanned}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={texts.saveCanned}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="bolt" size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          size="xs"
          label={texts.shortcut}
          value={shortcut}
          maxLength={40}
          onChange={({ currentTarget }) => setShortcut(currentTarget.value.replace(/\s/gu, ""))}
        />
        <Button
          mt="xs"
          size="xs"
          fullWidth
          disabled={shortcut === ""}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {texts.saveCanned}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
};
