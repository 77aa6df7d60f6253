/** What lets a returning visitor find their conversation. */
export interface Session {
  readonly conversationId: string;
  readonly token: string;
}

export interface SavedSession {
  read(): Session | null;
  /** Null forgets it. */
  write(session: Session | null): void;
}

/** In the browser's storage; where that is forbidden, for as long as this page lives. */
export const openSavedSession = (name: string): SavedSession => {
  const key = `slotwise:${name}`;
  const [conversationId, token] = attempt(() => localStorage.getItem(key))?.split(" ") ?? [];
  let session: Session | null = conversationId && token ? { conversationId, token } : null;
  return {
    read: () => session,
    write: (next) => {
      session = next;
      const text = next ? `${next.conversationId} ${next.token}` : "";
      attempt(() => localStorage.setItem(key, text));
    },
  };
};

/** Browsers throw at the mention of storage that the person has forbidden. */
const attempt = <Value>(use: () => Value): Value | null => {
  try {
    return use();
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
};
