import { NumberInput, Select, Switch, Textarea } from "@mantine/core";

import { useTexts } from "../texts/language.ts";
import { Piece } from "./piece.tsx";
import { ReminderPreviewBox } from "./reminder-preview.tsx";
import { reminderTexts } from "./reminder-texts.ts";
import classes from "./set-up.module.css";
import type { PreparationDraft } from "./sop-draft.ts";
import type { FaultAt } from "./sop-editor.tsx";
import { sopTexts } from "./sop-texts.ts";

interface PreparationCardProps {
  readonly preparation: PreparationDraft;
  readonly place: number;
  /** Shown in the preview. */
  readonly serviceId: string | null;
  readonly faultAt: FaultAt;
  readonly change: (part: Partial<PreparationDraft>) => void;
  readonly remove: () => void;
}

/** How leads prepare, and what they will be told. */
export const PreparationCard = (props: PreparationCardProps) => {
  const { preparation, place, serviceId, faultAt, change, remove } = props;
  const texts = useTexts(sopTexts);
  const reminders = useTexts(reminderTexts);
  const { text, unit, amount, active } = preparation;
  const title = texts.preparation(place + 1);
  const words = (language: "vi" | "en", label: string) => (
    <Textarea
      className={classes.wide}
      label={label}
      value={text[language]}
      onChange={({ currentTarget }) =>
        change({ text: { ...text, [language]: currentTarget.value } })
      }
      error={faultAt(`text.${language}`)}
      autosize
      minRows={2}
    />
  );
  return (
    <Piece {...{ title, remove }}>
      <div className={classes.fields}>
        {words("vi", texts.prepareVi)}
        {words("en", texts.prepareEn)}
        <NumberInput
          label={reminders.howLong(reminders.when.before)}
          value={amount}
          onChange={(next) => change({ amount: typeof next === "number" ? next : 0 })}
          error={faultAt(unit)}
          min={0}
          allowDecimal={false}
        />
        <Select
          label={reminders.unit}
          data={[
            { value: "days", label: reminders.units.days },
            { value: "minutes", label: reminders.units.minutes },
          ]}
          value={unit}
          onChange={(next) => change({ unit: next === "minutes" ? "minutes" : "days" })}
          allowDeselect={false}
        />
        <Switch
          className={classes.wide}
          label={texts.prepareOn}
          checked={active}
          onChange={({ currentTarget }) => change({ active: currentTarget.checked })}
        />
      </div>
      {text.vi.trim() !== "" && text.en.trim() !== "" && (
        <ReminderPreviewBox
          {...{ kind: "prepare", serviceId }}
          reminder={unit === "days" ? { days: amount, text } : { minutes: amount, text }}
        />
      )}
    </Piece>
  );
};
