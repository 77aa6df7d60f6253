import { Link } from "wouter";

import { Icon } from "../shell/icons.tsx";
import classes from "./prompts.module.css";

/** The way back to the list a page was opened from. */
export const BackLine = ({ to, name }: { readonly to: string; readonly name: string }) => (
  <p className={classes.backLine}>
    <Link className={classes.back} href={to}>
      <Icon name="back" size={15} />
      {name}
    </Link>
  </p>
);
