import { Button, Tooltip } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";

import { SuggestionAnswer } from "#src/http/contract/suggestion.ts";
import { ask, Problem } from "../api/ask.ts";
import { evidenceQuery, type Row, type Suggestion } from "../api/queries.ts";
import { inboxTexts } from "../inbox/inbox-texts.ts";
import { Icon } from "../shell/icons.tsx";
import { showProblem } from "../shell/show-problem.ts";
import { useKeys } from "../shell/use-keys.ts";
import { usePromptRoom } from "../shell/use-prompt-room.ts";
import { useTexts } from "../texts/language.ts";
import { EditForm } from "./edit-form.tsx";
import { EvidenceLines } from "./evidence-lines.tsx";
import { useHeldSends } from "./held-sends.tsx";
import { RejectForm } from "./reject-form.tsx";
import classes from "./suggestion.module.css";
import { suggestionTexts } from "./suggestion-texts.ts";

interface SuggestionCardProps {
  readonly suggestion: Suggestion;
  readonly risks: Row["risks"];
  readonly onMove: (to: string) => void;
  readonly onTyping: (isTyping: boolean) => void;
}

/** What was typed survives the card: a send that is taken back, or refused, gives it back. */
const drafts = new Map<string, { readonly text: string; readonly claims: readonly string[] }>();

/** What the AI would say or do, why it may, and what a person can decide. */
export const SuggestionCard = ({ suggestion, risks, onMove, onTyping }: SuggestionCardProps) => {
  const id = suggestion.suggestion_id;
  const draft = drafts.get(id);
  const [doing, setDoing] = useState<"read" | "edit" | "reject">(draft ? "edit" : "read");
  const evidence = useQuery(evidenceQuery(id));
  const decide = useDecide(suggestion);
  const isReply = suggestion.kind === "reply";
  const isReading = doing === "read";
  useKeys({
    a: isReading ? () => decide.approve() : undefined,
    e: isReading && isReply ? () => setDoing("edit") : undefined,
    r: isReading ? () => setDoing("reject") : undefined,
  });
  const leave = (): void => {
    drafts.delete(id);
    onTyping(false);
    setDoing("read");
  };
  return (
    <section className={classes.card} aria-labelledby={`suggestion-${id}`}>
      <CardHead suggestion={suggestion} risks={risks} evidence={evidence.data} />
      {doing !== "edit" && <Words suggestion={suggestion} />}
      {doing === "edit" && (
        <EditForm
          from={suggestion.text ?? ""}
          draft={draft?.text}
          claims={draft?.claims ?? []}
          onTyping={onTyping}
          send={(text, reason) => decide.edit(text, reason)}
          leave={leave}
        />
      )}
      {doing === "reject" && (
        <RejectForm send={(reason) => void decide.reject(reason)} leave={leave} />
      )}
      {evidence.data && <EvidenceLines evidence={evidence.data} onMove={onMove} />}
      {isReading && (
        <Acts
          isReply={isReply}
          approve={decide.approve}
          edit={() => setDoing("edit")}
          reject={() => setDoing("reject")}
        />
      )}
    </section>
  );
};

interface CardHeadProps {
  readonly suggestion: Suggestion;
  readonly risks: Row["risks"];
  readonly evidence: { readonly confidence: { share: number; sample: number } | null } | undefined;
}

const CardHead = ({ suggestion, risks, evidence }: CardHeadProps) => {
  const texts = useTexts(suggestionTexts);
  const { risks: riskNames } = useTexts(inboxTexts);
  const confidence = evidence?.confidence;
  const screen = usePromptRoom();
  return (
    <div className={classes.cardHead} id={`suggestion-${suggestion.suggestion_id}`}>
      <Icon name="robot" size={16} />
      {suggestion.kind === "reply" ? texts.reply : texts.act}
      {risks
        .filter((risk) => risk !== "review" && risk !== "hand_over")
        .map((risk) => (
          <span key={risk} className={classes.failed} title={texts.risks}>
            <Icon name="warning" size={12} />
            {riskNames[risk]}
          </span>
        ))}
      <span className={classes.grow} />
      {confidence && (
        <span className={classes.quiet}>
          {texts.confidence(Math.round(confidence.share * 100), confidence.sample)}
        </span>
      )}
      {screen && (
        <Link className={classes.turn} href={`${screen.home}/turns/${suggestion.turn_id}`}>
          {texts.turn}
        </Link>
      )}
    </div>
  );
};

const Words = ({ suggestion: { text, act, choices } }: { readonly suggestion: Suggestion }) => {
  const texts = useTexts(suggestionTexts);
  return (
    <>
      <p className={classes.words}>{act ? (texts.tools[act.tool] ?? act.tool) : text}</p>
      {choices.length > 0 && (
        <div className={classes.choices}>
          {choices.map(({ id, label }) => (
            <span key={id} className={classes.choice}>
              {label}
            </span>
          ))}
        </div>
      )}
    </>
  );
};

interface ActsProps {
  readonly isReply: boolean;
  readonly approve: () => void;
  readonly edit: () => void;
  readonly reject: () => void;
}

const Acts = ({ isReply, approve, edit, reject }: ActsProps) => {
  const texts = useTexts(suggestionTexts);
  return (
    <div className={classes.acts}>
      <Tooltip label="A">
        <Button size="xs" onClick={approve} leftSection={<Icon name="check" size={15} />}>
          {isReply ? texts.approve : texts.approveAct}
          <kbd>A</kbd>
        </Button>
      </Tooltip>
      {isReply && (
        <Button
          size="xs"
          variant="default"
          onClick={edit}
          leftSection={<Icon name="edit" size={15} />}
        >
          {texts.edit}
          <kbd>E</kbd>
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        onClick={reject}
        leftSection={<Icon name="cross" size={15} />}
      >
        {texts.reject}
        <kbd>R</kbd>
      </Button>
    </div>
  );
};

/** Decisions of the version that was read; what goes to the lead can be taken back for a while. */
const useDecide = ({ suggestion_id: id, conversation_id, version }: Suggestion) => {
  const held = useHeldSends();
  const queries = useQueryClient();
  const readAgain = async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["suggestion", id] }),
      queries.invalidateQueries({ queryKey: ["row", conversation_id] }),
    ]);
  };
  const post = async (what: "approve" | "edit" | "reject", body: object): Promise<void> => {
    try {
      await ask(SuggestionAnswer, "POST", `/suggestions/${id}/${what}`, {
        body: { version, ...body },
      });
    } finally {
      await readAgain();
    }
  };
  return {
    approve: () =>
      held.hold({
        conversationId: conversation_id,
        run: () => post("approve", {}),
        undone: () => undefined,
      }),
    edit: (text: string, reason: string) => {
      drafts.set(id, { text, claims: [] });
      held.hold({
        conversationId: conversation_id,
        run: async () => {
          await post("edit", { text, ...(reason && { reason }) });
          drafts.delete(id);
        },
        undone: (why) => {
          const claims = why instanceof Problem ? (why.answer?.claims ?? []) : [];
          drafts.set(id, { text, claims: claims.map(({ said }) => said) });
        },
      });
    },
    reject: (reason: string) => post("reject", { reason }).catch(showProblem),
  };
};
