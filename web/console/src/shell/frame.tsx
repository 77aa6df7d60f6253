import {
  Avatar,
  Menu,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";

import type { Me } from "../api/me.ts";
import { changeOrganization, signOut } from "../api/sign-in.ts";
import { useLiveness } from "../live/live-events.tsx";
import { languageNow, setLanguage, useTexts } from "../texts/language.ts";
import classes from "./frame.module.css";
import { Icon } from "./icons.tsx";
import { screensOf } from "./screens.ts";
import { shellTexts } from "./shell-texts.ts";
import { showProblem } from "./show-problem.ts";

interface FrameProps {
  readonly me: Me;
  readonly children: ReactNode;
}

/** The rail of screens, who is here, whether what is shown is live, and the screen itself. */
export const Frame = ({ me, children }: FrameProps) => {
  const texts = useTexts(shellTexts);
  const liveness = useLiveness();
  const [location] = useLocation();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main">
        {texts.toContent}
      </a>
      <nav className={classes.rail} aria-label={texts.screens}>
        <img className={classes.mark} src="/console/icon.svg" alt="Slotwise" />
        {screensOf(me).map(({ home, title, icon }) => (
          <Tooltip key={home} label={texts[title]} position="right">
            <Link
              className={classes.screen}
              href={home}
              aria-label={texts[title]}
              aria-current={location.startsWith(home) ? "page" : undefined}
            >
              <Icon name={icon} size={22} />
            </Link>
          </Tooltip>
        ))}
        <span className={classes.rest} />
        {me.role !== "provider" && <LiveDot />}
        <AccountMenu me={me} />
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
      <div aria-live="polite">
        {liveness === "lost" && (
          <div className={classes.lost} title={texts.lostLong}>
            {texts.lost}
          </div>
        )}
      </div>
    </div>
  );
};

const LiveDot = () => {
  const texts = useTexts(shellTexts);
  const liveness = useLiveness();
  return (
    <Tooltip label={texts[liveness]} position="right">
      <span
        className={classes.dot}
        data-liveness={liveness}
        role="img"
        aria-label={texts[liveness]}
      />
    </Tooltip>
  );
};

/** Whoever belongs to several organizations works at one of them at a time. */
const OtherOrganizations = ({ me }: { readonly me: Me }) => {
  const texts = useTexts(shellTexts);
  const others = me.organizations.filter(
    ({ organization_id }) => organization_id !== me.organization.organization_id,
  );
  if (others.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{texts.businesses}</Menu.Label>
      {others.map(({ organization_id, name }) => (
        <Menu.Item
          key={organization_id}
          onClick={() => void changeOrganization(organization_id).catch(showProblem)}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
};

const AccountMenu = ({ me }: { readonly me: Me }) => {
  const texts = useTexts(shellTexts);
  const { setColorScheme } = useMantineColorScheme();
  const other = useComputedColorScheme("light") === "light" ? "dark" : "light";
  return (
    <Menu position="right-end" withinPortal>
      <Menu.Target>
        <button className={classes.avatar} type="button" aria-label={texts.account} title={me.name}>
          <Avatar color="ink.2" variant="filled" size={34} radius="xl">
            <Icon name="person" />
          </Avatar>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name} · {me.organization.name}
        </Menu.Label>
        <Menu.Item
          leftSection={<Icon name={other === "light" ? "sun" : "moon"} size={16} />}
          onClick={() => setColorScheme(other)}
        >
          {texts[other]}
        </Menu.Item>
        <Menu.Item onClick={() => setLanguage(languageNow() === "vi" ? "en" : "vi")}>
          {texts.language}
        </Menu.Item>
        <OtherOrganizations me={me} />
        <Menu.Item leftSection={<Icon name="leave" size={16} />} onClick={() => void signOut()}>
          {texts.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
