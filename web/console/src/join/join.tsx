import { Button, Center, Loader, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { z } from "zod";

import { InvitationShown } from "#src/http/contract/members.ts";
import { askAt, sayProblem } from "../api/ask.ts";
import { meQuery } from "../api/me.ts";
import { signIn, signOut } from "../api/sign-in.ts";
import { SignIn } from "../sign-in/sign-in.tsx";
import { useTexts } from "../texts/language.ts";
import { Door } from "./door.tsx";
import { joinTexts } from "./join-texts.ts";

type Shown = z.output<typeof InvitationShown>;

interface JoinProps {
  readonly token: string;
}

const addressOf = (token: string): string => `/api/join/${encodeURIComponent(token)}`;

/** Where the link of an invitation leads. */
export const Join = ({ token }: JoinProps) => {
  const texts = useTexts(joinTexts);
  const invitation = useQuery({
    queryKey: ["join", token],
    queryFn: ({ signal }) => askAt(InvitationShown, "GET", addressOf(token), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (invitation.data) return <Invited token={token} shown={invitation.data} />;
  if (invitation.isPending) {
    return (
      <Center h="100dvh">
        <Loader />
      </Center>
    );
  }
  return (
    <Door title={texts.spent} problem={sayProblem(invitation.error)}>
      <Button component="a" href="/console/" variant="light">
        {texts.toSignIn}
      </Button>
    </Door>
  );
};

const accept = async (token: string, body: object): Promise<void> => {
  await askAt(z.unknown(), "POST", addressOf(token), { body });
};

const Invited = ({ token, shown }: JoinProps & { readonly shown: Shown }) => {
  const texts = useTexts(joinTexts);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
      window.location.assign("/console/");
    } catch (error) {
      setProblem(sayProblem(error));
      setBusy(false);
    }
  };
  const { email, organization, known } = shown;
  const join = { busy, attempt, token, email };
  const lead = texts.lead(email, texts.roles[shown.role]);
  if (known) return <KnownPerson {...join} {...{ problem, lead }} name={organization.name} />;
  return (
    <Door title={texts.title(organization.name)} lead={lead} problem={problem}>
      <NewPerson {...join} />
    </Door>
  );
};

interface Joining extends JoinProps {
  readonly email: string;
  readonly busy: boolean;
  readonly attempt: (act: () => Promise<void>) => Promise<void>;
}

const NewPerson = ({ token, email, busy, attempt }: Joining) => {
  const texts = useTexts(joinTexts);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, password] = [String(form.get("name")), String(form.get("password"))];
    void attempt(async () => {
      await accept(token, { name, password });
      await signIn(email, password);
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextInput name="name" label={texts.name} autoComplete="name" required size="md" />
        <PasswordInput
          name="password"
          label={texts.password}
          description={texts.passwordHint}
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
          size="md"
        />
        <Button type="submit" loading={busy} size="md" mt="xs">
          {texts.join}
        </Button>
      </Stack>
    </form>
  );
};

interface KnownPersonProps extends Joining {
  readonly problem: string | null;
  readonly lead: string;
  readonly name: string;
}

/** A link is no second password: who has an account signs in with it. */
const KnownPerson = ({ name, lead, problem, email, ...joining }: KnownPersonProps) => {
  const texts = useTexts(joinTexts);
  const me = useQuery(meQuery);
  if (me.isPending) return null;
  if (!me.data) return <SignIn lead={texts.signInFirst} />;
  const isThem = me.data.email === email;
  const { token, busy, attempt } = joining;
  return (
    <Door
      title={texts.title(name)}
      lead={isThem ? lead : texts.otherPerson(me.data.email ?? me.data.name)}
      problem={problem}
    >
      {isThem ? (
        <Button size="md" loading={busy} onClick={() => attempt(() => accept(token, {}))}>
          {texts.join}
        </Button>
      ) : (
        <Button size="md" variant="light" onClick={() => void signOut()}>
          {texts.signOut}
        </Button>
      )}
    </Door>
  );
};
