import { Button, Center, Loader, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";

import { Problem, sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { LiveEvents } from "../live/live-events.tsx";
import { useTexts } from "../texts/language.ts";
import { Frame } from "./frame.tsx";
import { screensOf } from "./screens.ts";
import { shellTexts } from "./shell-texts.ts";

const SignIn = lazy(async () => ({ default: (await import("../sign-in/sign-in.tsx")).SignIn }));

const Join = lazy(async () => ({ default: (await import("../join/join.tsx")).Join }));
const NewPassword = lazy(async () => ({
  default: (await import("../join/new-password.tsx")).NewPassword,
}));

const unauthenticated = 401;

/** Where letters lead to is open to everybody; all else is behind the sign-in. */
export const Console = () => (
  <Suspense fallback={null}>
    <Switch>
      <Route path="/join/:token">{({ token }) => <Join token={token} />}</Route>
      <Route path="/new-password">
        <NewPassword />
      </Route>
      <Route>
        <Desk />
      </Route>
    </Switch>
  </Suspense>
);

/** Everything behind the sign-in, and the sign-in where nobody is known. */
const Desk = () => {
  const texts = useTexts(shellTexts);
  const me = useQuery(meQuery);
  const loading = (
    <Center h="100dvh">
      <Loader aria-label={texts.loading} />
    </Center>
  );
  if (me.data) {
    const screens = screensOf(me.data);
    const [home] = screens;
    const frame = (
      <Frame me={me.data}>
        <Suspense fallback={loading}>
          <Switch>
            {screens.map(({ path, component }) => (
              <Route key={path} path={path} component={component} />
            ))}
            <Route path="/">{home && <Redirect to={home.home} replace />}</Route>
            <Route>
              <Nowhere home={home?.home ?? "/"} />
            </Route>
          </Switch>
        </Suspense>
      </Frame>
    );
    // The stream tells of everything, so providers have none.
    return me.data.role === "provider" ? frame : <LiveEvents>{frame}</LiveEvents>;
  }
  if (me.isPending) return loading;
  if (me.error instanceof Problem && me.error.status === unauthenticated) {
    return (
      <Suspense fallback={loading}>
        <SignIn />
      </Suspense>
    );
  }
  return (
    <Center h="100dvh" p="md">
      <Stack align="center" role="alert">
        <Text fw={600}>{texts.failed}</Text>
        <Text c="var(--quiet)">{sayProblem(me.error)}</Text>
        <Button onClick={() => void me.refetch()}>{texts.again}</Button>
      </Stack>
    </Center>
  );
};

const Nowhere = ({ home }: { readonly home: string }) => {
  const texts = useTexts(shellTexts);
  return (
    <Center h="100%">
      <Stack align="center">
        <Text fw={600}>{texts.nowhere}</Text>
        <Button component="a" href={`/console${home}`} variant="light">
          {texts.home}
        </Button>
      </Stack>
    </Center>
  );
};
