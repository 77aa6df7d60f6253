import { useEffect } from "react";

import { languageNow } from "../texts/language.ts";
import { setUpTexts } from "./set-up-texts.ts";

const dirty = new Set<symbol>();

/** Whether what is not saved yet may be lost; asks where something is. */
export const mayLeave = (): boolean =>
  // A question of the browser's own stops the leaving; a dialog of ours would come too late.
  dirty.size === 0 || window.confirm(setUpTexts[languageNow()].unsaved);

/** While something is not saved, leaving asks first: by a link, or by closing the page. */
export const useUnsaved = (isDirty: boolean): void => {
  useEffect(() => {
    if (!isDirty) return;
    const mine = Symbol("unsaved");
    dirty.add(mine);
    const close = (event: BeforeUnloadEvent): void => event.preventDefault();
    const follow = (event: MouseEvent): void => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!link || mayLeave()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("beforeunload", close);
    document.addEventListener("click", follow, true);
    return () => {
      dirty.delete(mine);
      window.removeEventListener("beforeunload", close);
      document.removeEventListener("click", follow, true);
    };
  }, [isDirty]);
};
