import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import { showProblem } from "../shell/show-problem.ts";
import { useKeys } from "../shell/use-keys.ts";
import { useTexts } from "../texts/language.ts";
import classes from "./suggestion.module.css";
import { suggestionTexts } from "./suggestion-texts.ts";

/** Seconds in which a send can be taken back. */
const heldSeconds = 5;
const secondMs = 1_000;

/** Something that is sent unless it is taken back in time. */
interface Held {
  readonly conversationId: string;
  readonly run: () => Promise<void>;
  /** It was taken back, or the server said no. */
  readonly undone: (why?: unknown) => void;
}

interface Waiting extends Held {
  readonly id: number;
  /** Seconds; 0: it is on its way. */
  readonly left: number;
}

interface HeldSendsHandle {
  hold(send: Held): void;
  /** Takes back what waits in a conversation: it would not hold any more. */
  drop(conversationId: string): void;
  readonly waiting: readonly Waiting[];
}

const Context = createContext<HeldSendsHandle | null>(null);

export const useHeldSends = (): HeldSendsHandle => {
  const handle = useContext(Context);
  if (!handle) throw new Error("nothing holds what is to be sent here");
  return handle;
};

/**
 * Holds every send for five seconds in this page, before the server hears of it: until then nothing
 * has happened, so there is nothing to take back from anybody, and a page that is closed has sent
 * nothing. The decision is still one compare-and-set when it arrives.
 */
export const HeldSends = ({ children }: { readonly children: ReactNode }) => {
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const counter = useRef(0);
  const due = useRef(new Set<number>());

  const finish = useCallback(async (one: Waiting): Promise<void> => {
    try {
      await one.run();
    } catch (error) {
      showProblem(error);
      one.undone(error);
    }
    setWaiting((now) => now.filter(({ id }) => id !== one.id));
  }, []);

  const ticks = waiting.some(({ left }) => left > 0);
  useEffect(() => {
    if (!ticks) return;
    const timer = window.setInterval(
      () => setWaiting((now) => now.map((one) => ({ ...one, left: Math.max(0, one.left - 1) }))),
      secondMs,
    );
    return () => window.clearInterval(timer);
  }, [ticks]);

  useEffect(() => {
    for (const one of waiting) {
      // An effect may run twice; a send must not.
      if (one.left > 0 || due.current.has(one.id)) continue;
      due.current.add(one.id);
      void finish(one);
    }
  }, [waiting, finish]);

  const handle = useMemo<HeldSendsHandle>(() => {
    const take = (isTaken: (one: Waiting) => boolean): void => {
      const taken = waiting.filter((one) => one.left > 0 && isTaken(one));
      for (const one of taken) one.undone();
      setWaiting((now) => now.filter(({ id }) => taken.every((one) => one.id !== id)));
    };
    return {
      waiting,
      hold: (send) => {
        counter.current += 1;
        const id = counter.current;
        setWaiting((now) => [...now, { ...send, id, left: heldSeconds }]);
      },
      drop: (conversationId) => take((one) => one.conversationId === conversationId),
    };
  }, [waiting]);

  const undo = (id: number | undefined): void => {
    const one = waiting.find((each) => each.id === id);
    // What is on its way cannot be taken back any more.
    if (!one || one.left === 0) return;
    setWaiting((now) => now.filter((each) => each.id !== one.id));
    one.undone();
  };
  useKeys({ z: waiting.length > 0 ? () => undo(waiting.at(-1)?.id) : undefined });

  return (
    <Context value={handle}>
      {children}
      <HeldBar waiting={waiting} undo={undo} />
    </Context>
  );
};

interface HeldBarProps {
  readonly waiting: readonly Waiting[];
  readonly undo: (id: number) => void;
}

const HeldBar = ({ waiting, undo }: HeldBarProps) => {
  const texts = useTexts(suggestionTexts);
  return (
    <div className={classes.heldBar} role="status">
      {waiting.map(({ id, left }) => (
        <div key={id} className={classes.held}>
          <span>{left > 0 ? texts.sending(left) : texts.onItsWay}</span>
          {left > 0 && (
            <button type="button" onClick={() => undo(id)}>
              {texts.undo} <kbd>Z</kbd>
            </button>
          )}
        </div>
      ))}
    </div>
  );
};
