import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { EvalDraft } from "#src/http/contract/suggestion.ts";
import { ask } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { type Row, type Suggestion, suggestionQuery } from "../api/queries.ts";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { useTexts } from "../texts/language.ts";
import { useHeldSends } from "./held-sends.tsx";
import classes from "./suggestion.module.css";
import { SuggestionCard } from "./suggestion-card.tsx";
import { suggestionTexts } from "./suggestion-texts.ts";
import { WordDiff } from "./word-diff.tsx";

interface SuggestionPlaceProps {
  readonly row: Row;
  readonly onMove: (to: string) => void;
  readonly onTyping: (isTyping: boolean) => void;
}

/** The suggestion that waits; and when it waits no more, why. */
export const SuggestionPlace = ({ row, onMove, onTyping }: SuggestionPlaceProps) => {
  const [lastId, setLastId] = useState<string | null>(null);
  const [hiddenId, setHiddenId] = useState<string | null>(null);
  const held = useHeldSends();
  const waitingId = row.suggestion?.suggestion_id ?? null;
  useEffect(() => {
    if (waitingId) setLastId(waitingId);
  }, [waitingId]);
  const id = waitingId ?? lastId;
  const { data: suggestion } = useQuery({ ...suggestionQuery(id ?? ""), enabled: id !== null });
  const isHeld = held.waiting.some((one) => one.conversationId === row.conversation_id);
  useEffect(() => {
    // What is stale would be refused: it is taken back before it is tried.
    if (suggestion?.status === "stale" && isHeld) held.drop(row.conversation_id);
  }, [suggestion?.status, isHeld, held, row.conversation_id]);
  if (!suggestion || suggestion.suggestion_id === hiddenId) return null;
  if (suggestion.status === "pending") {
    if (isHeld) return null;
    return (
      <div className={classes.place}>
        <SuggestionCard
          key={suggestion.suggestion_id}
          suggestion={suggestion}
          risks={row.risks}
          onMove={onMove}
          onTyping={onTyping}
        />
      </div>
    );
  }
  return (
    <Ended suggestion={suggestion} row={row} hide={() => setHiddenId(suggestion.suggestion_id)} />
  );
};

interface EndedProps {
  readonly suggestion: Suggestion;
  readonly row: Row;
  readonly hide: () => void;
}

const Ended = ({ suggestion, row, hide }: EndedProps) => {
  const texts = useTexts(suggestionTexts);
  const { data: me } = useQuery(meQuery);
  const isMine = suggestion.decided_by === me?.member_id;
  const words = useEndWords(suggestion, row, isMine);
  if (words === null) return null;
  return (
    <div aria-live="polite">
      <div className={classes.gone} data-tone={isMine ? "good" : undefined}>
        <Icon name={isMine ? "check" : "info"} size={16} />
        <span className={classes.grow}>{words}</span>
        {suggestion.status === "edited" && (
          <Button
            size="compact-xs"
            variant="white"
            color="dark"
            leftSection={<Icon name="download" size={13} />}
            onClick={() => void downloadCase(suggestion.suggestion_id)}
          >
            {texts.makeCase}
          </Button>
        )}
        <Button size="compact-xs" variant="transparent" color="inherit" onClick={hide}>
          {texts.dismiss}
        </Button>
      </div>
      {isMine && suggestion.status === "edited" && (
        <div className={classes.form}>
          <WordDiff from={suggestion.text ?? ""} to={suggestion.final_text ?? ""} />
        </div>
      )}
    </div>
  );
};

/** Null: the person knows, they did it. */
const useEndWords = (suggestion: Suggestion, row: Row, isMine: boolean): string | null => {
  const texts = useTexts(suggestionTexts);
  const { status } = suggestion;
  if (status === "stale") {
    if (row.owner !== "ai") return texts.staleOwner;
    return row.waiting_since ? texts.staleMessage : texts.staleHouse;
  }
  if (status === "pending") return null;
  if (isMine) return status === "edited" ? texts.youEdited : null;
  return texts.decidedBy[status](suggestion.decided_by_name ?? texts.somebody);
};

const downloadCase = async (id: string): Promise<void> => {
  try {
    const { name, yaml } = await ask(EvalDraft, "GET", `/suggestions/${id}/eval-case`);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) {
    showProblem(error);
  }
};
