import { Button, Text } from "@mantine/core";

import { useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

interface FormFootProps {
  readonly busy: boolean;
  readonly isDirty: boolean;
  /** Of the button that sends the form; absent: it saves. */
  readonly label?: string | undefined;
  readonly leave?: (() => void) | undefined;
  /** Nothing can be sent before something has changed. */
  readonly onlyDirty?: boolean;
}

/** How a form is sent or left, and whether something would be lost. */
export const FormFoot = ({ busy, isDirty, label, leave, onlyDirty = false }: FormFootProps) => {
  const texts = useTexts(setUpTexts);
  return (
    <div className={classes.foot}>
      <Button type="submit" loading={busy} disabled={onlyDirty && !isDirty}>
        {label ?? texts.save}
      </Button>
      {leave && (
        <Button variant="subtle" color="gray" onClick={leave}>
          {texts.cancel}
        </Button>
      )}
      {isDirty && (
        <Text size="sm" c="var(--warn)">
          {texts.unsavedShort}
        </Text>
      )}
    </div>
  );
};
