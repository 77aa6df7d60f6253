import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";

import { ConversationAnswer } from "#src/http/contract/conversation.ts";
import { InboxAnswer } from "#src/http/contract/inbox.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import type { Row } from "../api/queries.ts";
import { inboxTexts } from "../inbox/inbox-texts.ts";
import { RowChips } from "../inbox/row-chips.tsx";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { usePromptRoom } from "../shell/use-prompt-room.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./conversation.module.css";
import { conversationTexts } from "./conversation-texts.ts";
import { LabelMenu } from "./label-menu.tsx";

interface ConversationHeadProps {
  readonly row: Row;
  readonly leave: () => void;
  readonly openPanel: () => void;
  readonly isBusy: boolean;
  readonly change: (how: "take-over" | "hand-back") => void;
}

/** Whose conversation it is, how it stands, and who speaks. */
export const ConversationHead = ({
  row,
  leave,
  openPanel,
  isBusy,
  change,
}: ConversationHeadProps) => {
  const texts = useTexts(conversationTexts);
  const { nameless } = useTexts(inboxTexts);
  return (
    <header className={classes.head}>
      <ActionIcon
        className={classes.back}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={texts.back}
        onClick={leave}
      >
        <Icon name="back" />
      </ActionIcon>
      <div className={classes.who}>
        <h2 className={classes.name}>{row.lead_name ?? row.lead_phone ?? nameless}</h2>
        <div className={classes.facts}>
          <RowChips row={row} />
          <OwnerReason row={row} />
        </div>
      </div>
      {row.owner !== "ai" && (
        <Tooltip label={texts.handBackKey}>
          <Button
            className={classes.takeOver}
            aria-label={texts.handBack}
            variant="default"
            size="xs"
            loading={isBusy}
            onClick={() => change("hand-back")}
            leftSection={<Icon name="robot" size={15} />}
          >
            {texts.handBack}
          </Button>
        </Tooltip>
      )}
      {row.owner !== "human" && (
        <Tooltip label={texts.takeOverKey}>
          <Button
            className={classes.takeOver}
            aria-label={texts.takeOver}
            variant={row.owner === "waiting" ? "filled" : "default"}
            size="xs"
            loading={isBusy}
            onClick={() => change("take-over")}
            leftSection={<Icon name="hand" size={15} />}
          >
            {texts.takeOver}
          </Button>
        </Tooltip>
      )}
      <LabelMenu row={row} />
      <ModeMenu row={row} />
      <ActionIcon
        className={classes.openPanel}
        variant="default"
        size={30}
        aria-label={texts.panel}
        onClick={openPanel}
      >
        <Icon name="calendar" size={16} />
      </ActionIcon>
    </header>
  );
};

const OwnerReason = ({ row: { owner, owner_reason: reason } }: { readonly row: Row }) => {
  const texts = useTexts(conversationTexts);
  if (owner === "ai" || !reason) return null;
  const rejected = /^rejected: (.*)$/su.exec(reason)?.[1];
  return (
    <span className={classes.reason}>
      {rejected === undefined ? (texts.reasons[reason] ?? reason) : texts.rejected(rejected)}
    </span>
  );
};

/** Who has the last word here, and who looks after it. */
const ModeMenu = ({ row }: { readonly row: Row }) => {
  const texts = useTexts(conversationTexts);
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const id = row.conversation_id;
  const room = usePromptRoom();
  const readAgain = () => queries.invalidateQueries({ queryKey: ["row", id] });
  const mode = useMutation({
    mutationFn: (approval_mode: Row["approval_mode"]) =>
      ask(ConversationAnswer, "PATCH", `/conversations/${id}`, { body: { approval_mode } }),
    onSuccess: readAgain,
    onError: showProblem,
  });
  const assign = useMutation({
    mutationFn: (to: "me" | "nobody") =>
      ask(InboxAnswer, "PUT", `/inbox/${id}/assignee`, { body: { to } }),
    onSuccess: readAgain,
    onError: showProblem,
  });
  const isMine = row.assignee?.id === me?.member_id;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={texts.mode}>
          <Icon name="chevron" size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<Icon name="person" size={15} />}
          onClick={() => assign.mutate(isMine ? "nobody" : "me")}
        >
          {isMine ? texts.unassign : texts.assignMe}
        </Menu.Item>
        {room && (
          <Menu.Item
            component={Link}
            href={`${room.home}/turns?conversation=${id}`}
            leftSection={<Icon name="prompt" size={15} />}
          >
            {texts.turns}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{texts.mode}</Menu.Label>
        {(["auto", "guarded", "review", "off"] as const).map((one) => (
          <Menu.Item
            key={one}
            onClick={() => mode.mutate(one)}
            rightSection={row.approval_mode === one && <Icon name="check" size={15} />}
          >
            {texts.modes[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
