import { Button, Select, Switch } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "wouter";

import { Loaded, Section } from "../set-up/section.tsx";
import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import { Nothing } from "./nothing.tsx";
import { type TurnWish, turnsQuery } from "./prompt-queries.ts";
import classes from "./prompts.module.css";
import { promptsTexts } from "./prompts-texts.ts";
import { TurnRow } from "./turn-row.tsx";

/** Turns, the newest first; what they are narrowed to stands in the address. */
export const TurnsList = () => {
  const texts = useTexts(promptsTexts);
  const [search, setSearch] = useSearchParams();
  const wish: TurnWish = {
    conversation: search.get("conversation") ?? "",
    arm: search.get("arm") ?? "",
    wording: search.get("wording") ?? "",
    failed: search.get("failed") ?? "",
  };
  const change = (part: Partial<TurnWish>): void =>
    setSearch(
      Object.entries({ ...wish, ...part }).filter(([, value]) => value !== ""),
      { replace: true },
    );
  const query = useInfiniteQuery(turnsQuery(wish));
  return (
    <Section title={texts.sections.turns} lead={texts.turnsLead}>
      <Filters wish={wish} change={change} />
      <Loaded query={query}>
        {({ pages }) => {
          const turns = pages.flatMap((page) => page.turns);
          if (turns.length === 0) {
            return <Nothing title={texts.noneTitle} words={texts.none} />;
          }
          return (
            <ul className={classes.rows} aria-label={texts.sections.turns}>
              {turns.map((turn) => (
                <TurnRow key={turn.turn_id} turn={turn} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {query.hasNextPage && (
        <Button
          variant="default"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </Section>
  );
};

interface FiltersProps {
  readonly wish: TurnWish;
  readonly change: (part: Partial<TurnWish>) => void;
}

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const Filters = ({ wish, change }: FiltersProps) => {
  const texts = useTexts(promptsTexts);
  return (
    <fieldset className={classes.filters}>
      <legend className="visually-hidden">{texts.filters}</legend>
      <Select
        aria-label={texts.arm}
        placeholder={texts.allArms}
        clearable
        value={wish.arm || null}
        onChange={(arm) => change({ arm: arm ?? "" })}
        data={optionsOf(texts.arms)}
      />
      <Select
        aria-label={texts.wording}
        placeholder={texts.allWordings}
        clearable
        value={wish.wording || null}
        onChange={(wording) => change({ wording: wording ?? "" })}
        data={optionsOf(texts.wordings)}
      />
      <Switch
        label={texts.onlyFailed}
        checked={wish.failed === "true"}
        onChange={({ currentTarget }) => change({ failed: currentTarget.checked ? "true" : "" })}
      />
      {wish.conversation && (
        <Button
          size="xs"
          variant="light"
          rightSection={<Icon name="cross" size={14} />}
          aria-label={texts.allConversations}
          onClick={() => change({ conversation: "" })}
        >
          {texts.ofConversation}
        </Button>
      )}
    </fieldset>
  );
};
