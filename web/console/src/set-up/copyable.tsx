import { Button, CopyButton } from "@mantine/core";

import { Icon } from "../shell/icons.tsx";
import { useTexts } from "../texts/language.ts";
import classes from "./set-up.module.css";
import { setUpTexts } from "./set-up-texts.ts";

interface CopyableProps {
  readonly label: string;
  readonly value: string;
}

/** An address or a key to carry elsewhere. */
export const Copyable = ({ label, value }: CopyableProps) => {
  const texts = useTexts(setUpTexts);
  return (
    <div className={classes.secret}>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="light"
            leftSection={<Icon name={copied ? "check" : "copy"} size={14} />}
            aria-label={`${texts.copy}: ${label}`}
            onClick={copy}
          >
            {copied ? texts.copied : texts.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  );
};
