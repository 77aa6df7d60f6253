import {
  ActionIcon,
  Button,
  Indicator,
  Popover,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  TextInput,
  Title,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useState } from "react";

import { labelsQuery, type Wish } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { useLanguage, useTexts } from "../texts/language.ts";
import { channelChoices } from "./channel-names.ts";
import classes from "./inbox.module.css";
import { inboxTexts } from "./inbox-texts.ts";
import { stateTexts } from "./state-texts.ts";

export const noWish: Wish = {
  ...{ view: "needs_you", owner: "", channel: "", state: "", label: "", mine: false, q: "" },
};

export const narrows = ({ owner, channel, state, label, mine }: Wish): number =>
  [owner, channel, state, label, mine].filter(Boolean).length;

const typingPauseMs = 250;

interface QueueHeadProps {
  readonly wish: Wish;
  readonly change: (wish: Partial<Wish>) => void;
  readonly searchBox: RefObject<HTMLInputElement | null>;
}

/** What of the queue is shown. */
export const QueueHead = ({ wish, change, searchBox }: QueueHeadProps) => {
  const texts = useTexts(inboxTexts);
  const search = useCallback((q: string) => change({ q }), [change]);
  return (
    <header className={classes.head}>
      <div className={classes.titleRow}>
        <Title order={1} size={18}>
          {texts.title}
        </Title>
        <SegmentedControl
          size="xs"
          value={wish.view}
          onChange={(view) => change({ view: view === "all" ? "all" : "needs_you" })}
          data={[
            { value: "needs_you", label: texts.needsYou },
            { value: "all", label: texts.all },
          ]}
        />
      </div>
      <div className={classes.searchRow}>
        <SearchBox change={search} box={searchBox} />
        <Filters wish={wish} change={change} />
      </div>
    </header>
  );
};

interface SearchBoxProps {
  readonly change: (q: string) => void;
  readonly box: RefObject<HTMLInputElement | null>;
}

const SearchBox = ({ change, box }: SearchBoxProps) => {
  const texts = useTexts(inboxTexts);
  const [typed, setTyped] = useState("");
  const [calm] = useDebouncedValue(typed.trim(), typingPauseMs);
  useEffect(() => change(calm), [calm, change]);
  return (
    <TextInput
      ref={box}
      type="search"
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onKeyDown={({ key }) => key === "Escape" && setTyped("")}
      placeholder={texts.search}
      aria-label={texts.search}
      leftSection={<Icon name="search" size={15} />}
    />
  );
};

const Filters = ({ wish, change }: Omit<QueueHeadProps, "searchBox">) => {
  const texts = useTexts(inboxTexts);
  const states = stateTexts[useLanguage()];
  const labels = useQuery(labelsQuery);
  const common = { clearable: true, size: "sm", comboboxProps: { withinPortal: false } } as const;
  return (
    <Popover position="bottom-end" width={270} shadow="md" trapFocus>
      <Indicator disabled={narrows(wish) === 0} label={narrows(wish)} size={16}>
        <Popover.Target>
          <ActionIcon variant="default" size={36} aria-label={texts.filters}>
            <Icon name="filter" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Select
            {...common}
            label={texts.owner}
            placeholder={texts.any}
            value={wish.owner || null}
            onChange={(owner) => change({ owner: (owner ?? "") as Wish["owner"] })}
            data={(["ai", "waiting", "human"] as const).map((value) => ({
              value,
              label: texts.owners[value],
            }))}
          />
          <Select
            {...common}
            label={texts.channel}
            placeholder={texts.any}
            value={wish.channel || null}
            onChange={(channel) => change({ channel: channel ?? "" })}
            data={channelChoices}
          />
          <Select
            {...common}
            label={texts.state}
            placeholder={texts.any}
            value={wish.state || null}
            onChange={(state) => change({ state: state ?? "" })}
            data={Object.entries(states).map(([value, label]) => ({ value, label }))}
          />
          <Select
            {...common}
            label={texts.label}
            placeholder={texts.any}
            value={wish.label || null}
            onChange={(label) => change({ label: label ?? "" })}
            data={(labels.data ?? []).map(({ label_id, name }) => ({
              value: label_id,
              label: name,
            }))}
          />
          <Switch
            label={texts.mine}
            checked={wish.mine}
            onChange={({ currentTarget }) => change({ mine: currentTarget.checked })}
          />
          <Button
            variant="subtle"
            size="xs"
            disabled={narrows(wish) === 0}
            onClick={() => change({ ...noWish, view: wish.view, q: wish.q })}
          >
            {texts.clear}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
};
