import type { Activity, ActivitySet } from "./activity.ts";
import type { Connection } from "./chat-state.ts";
import { DirectLineError, type DirectLineHttp } from "./direct-line-http.ts";

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
const POLL_MS = 2_000;
// The server sends a keep-alive every 20 s: two missed ones are a dead line.
const SILENCE_MS = 45_000;
// Some networks let no WebSocket through; polling goes on for a minute, then one is tried again.
const FAILED_SOCKETS_BEFORE_POLLING = 2;
const POLLS = 30;

interface Listener {
  onActivities(activities: readonly Activity[]): void;
  onConnection(connection: Connection): void;
}

/** Follows the visitor's conversation for as long as the page lives. */
export const follow = async (http: DirectLineHttp, listener: Listener): Promise<never> => {
  let watermark = "";
  let failures = 0;
  let failedSockets = 0;
  const onOnline = (): void => {
    failures = 0;
    listener.onConnection("online");
  };
  const onSet = (set: ActivitySet): void => {
    watermark = set.watermark;
    onOnline();
    listener.onActivities(set.activities);
  };
  const listen = async (): Promise<void> => {
    const { streamUrl } = await http.connect(watermark);
    if (failedSockets < FAILED_SOCKETS_BEFORE_POLLING) {
      const opened = await readStream(streamUrl, onSet, onOnline);
      failedSockets = opened ? 0 : failedSockets + 1;
    } else {
      await poll(http, () => watermark, onSet);
      failedSockets = FAILED_SOCKETS_BEFORE_POLLING - 1;
    }
  };
  for (;;) {
    await listen().catch(passing);
    listener.onConnection("offline");
    await pause(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
    failures += 1;
  }
};

/** A lost network and a server that is down both pass. */
const passing = (error: unknown): void => {
  if (!(error instanceof DirectLineError)) throw error;
};

/** Resolves when the stream ends: whether it had been open. */
const readStream = (
  url: string,
  onSet: (set: ActivitySet) => void,
  onOpen: () => void,
): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = new WebSocket(url);
    let opened = false;
    let silence: ReturnType<typeof setTimeout>;
    const end = (): void => {
      clearTimeout(silence);
      removeEventListener("offline", end);
      socket.close();
      resolve(opened);
    };
    const hear = (): void => {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE_MS);
    };
    hear();
    addEventListener("offline", end);
    socket.onopen = () => {
      opened = true;
      onOpen();
    };
    socket.onmessage = ({ data }) => {
      hear();
      if (data) onSet(JSON.parse(data));
    };
    socket.onclose = end;
  });

const poll = async (
  http: DirectLineHttp,
  watermark: () => string,
  onSet: (set: ActivitySet) => void,
): Promise<void> => {
  for (let count = 0; count < POLLS; count += 1) {
    onSet(await http.call<ActivitySet>(`/activities?watermark=${watermark()}`));
    await pause(POLL_MS);
  }
};

/** A network that comes back ends the wait. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms * (0.75 + Math.random() / 2));
    addEventListener("online", end);
  });
