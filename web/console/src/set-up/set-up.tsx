import { useParams } from "wouter";

import { useTexts } from "../texts/language.ts";
import { sections } from "./sections.ts";
import { setUpTexts } from "./set-up-texts.ts";
import { SidePages } from "./side-pages.tsx";

/** What a business says about itself, section by section. */
export const SetUp = () => {
  const texts = useTexts(setUpTexts);
  const { section = "start" } = useParams<{ section?: string }>();
  const chosen = sections.find(({ name }) => name === section) ?? sections[0];
  return (
    <SidePages
      title={texts.title}
      label={texts.sectionsLabel}
      open={chosen?.name}
      pages={sections.map(({ name, component }) => ({
        ...{ name, component, label: texts.sections[name] },
        href: name === "start" ? "/set-up" : `/set-up/${name}`,
      }))}
    />
  );
};
