import classes from "./prompts.module.css";

/** There is nothing to be shown, and what to do about it. */
export const Nothing = ({ title, words }: { readonly title: string; readonly words: string }) => (
  <div className={classes.empty}>
    <strong>{title}</strong>
    <span>{words}</span>
  </div>
);
