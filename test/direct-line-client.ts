import { type Activity, DirectLine, type Message } from "botframework-directlinejs";
// @ts-expect-error: the package has no types
import { XMLHttpRequest } from "xmlhttprequest";

import { insist } from "./direct-line.ts";

// Microsoft's client expects a browser's XMLHttpRequest.
Object.assign(globalThis, { XMLHttpRequest });

/** A lead behind Microsoft's own client. */
export interface ClientLead {
  readonly conversationId: string;
  /** Sends the words and waits for the house's answer. */
  say(text: string): Promise<Message>;
  /** Presses a button of an answer. */
  press(answer: Message, label: string): Promise<Message>;
  end(): void;
}

const isAnswer = (activity: Activity): activity is Message =>
  activity.type === "message" && Reflect.get(activity.from, "role") === "bot";

const endings: Error[] = [];

/** A page holds a token, never a key. */
const fetchToken = async (domain: string, site: string): Promise<string> => {
  const response = await fetch(`${domain}/tokens/generate`, {
    method: "POST",
    headers: { Authorization: `Bearer ${site}` },
  });
  return ((await response.json()) as { token: string }).token;
};

/** Opens a conversation of the organization and waits until it is greeted. */
export const openClientLead = async (
  origin: string,
  site: string,
  webSocket: boolean,
): Promise<ClientLead> => {
  const domain = `${origin}/v3/directline`;
  const token = await fetchToken(domain, site);
  const client = new DirectLine({ token, domain, webSocket, pollingInterval: 200 });
  const answers: Message[] = [];
  const hear = (activity: Activity): void => {
    if (isAnswer(activity)) answers.push(activity);
  };
  // The client tells its subscribers of its own end as an error.
  client.activity$.subscribe(hear, (error: Error) => endings.push(error));
  const answerAfter = (count: number): Promise<Message> =>
    insist("an answer", async () => answers[count]);
  const send = async (activity: object): Promise<Message> => {
    const count = answers.length;
    await new Promise((resolve, reject) => {
      const sent = { type: "message", from: { id: "lead" }, ...activity } as Message;
      client.postActivity(sent).subscribe(resolve, reject);
    });
    return answerAfter(count);
  };
  const greeting = await answerAfter(0);
  return {
    conversationId: greeting.conversation?.id ?? "",
    say: (text) => send({ text }),
    press: (answer, label) => {
      const actions = answer.suggestedActions?.actions ?? [];
      const action = actions.find(({ title }) => title?.includes(label));
      if (!action) throw new Error(`no button ${label} in ${JSON.stringify(actions)}`);
      return send({ text: action.title, value: action.value });
    },
    end: () => client.end(),
  };
};
