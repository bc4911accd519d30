'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Viewer } from '@/lib/data/viewer';
import { coverWhileFrozen } from './cover-while-frozen';
import { leavePage } from './leave-page';
import type { SessionAnswer } from './session-answer';
import { afterAnswer, hasLostItsUser, initialState, type SessionState, subOf } from './session-state';
import { SessionWatch } from './watch-session';

interface SessionContext {
  readonly state: SessionState;
  /** Asks the server again now. */
  check(): void;
  /** Stops asking: this tab is on its way to sign out and must not be turned aside by hearing of it. */
  stopWatching(): void;
}

interface SessionProviderProps {
  readonly initial?: Viewer | null;
  readonly openTabs?: 'hold' | 'ask';
  readonly children: ReactNode;
}

const Context = createContext<SessionContext | null>(null);

/**
 * Gives the pages below it the session, and keeps it true while they are open.
 *
 * @param initial whom the server rendered the page for; leave it out on prerendered pages, which ask once they run
 * @param openTabs whether the deployment holds answers for open tabs or wants to be asked; left out, that is tried
 */
export function SessionProvider({ initial, openTabs = 'hold', children }: SessionProviderProps) {
  const [state, setState] = useState(() => initialState(initial));
  const latest = useRef(state);
  const watch = useRef<SessionWatch | null>(null);

  useEffect(() => {
    function accept(next: SessionState) {
      const lost = hasLostItsUser(latest.current, next);
      latest.current = next;
      if (!lost) return setState(next);
      // The page stays as it is under its cover: guards on it must not send the browser elsewhere meanwhile.
      watch.current?.stop();
      leavePage();
    }
    const receive = (answer: SessionAnswer) => accept(afterAnswer(latest.current, answer));

    const watching = new SessionWatch({
      onAnswer: receive,
      isWorthAsking: () => latest.current.status !== 'signed-out' || latest.current.problem !== null,
      currentSub: () => subOf(latest.current),
      holds: openTabs === 'hold',
    });
    watch.current = watching;
    if (initial !== undefined) accept(initialState(initial));
    watching.begin(initial);
    const unfreeze = coverWhileFrozen(() => latest.current.status === 'signed-in', receive);
    return () => {
      watching.stop();
      unfreeze();
    };
  }, [initial, openTabs]);

  const value = useMemo(
    () => ({
      state,
      check: () => watch.current?.check(),
      stopWatching: () => watch.current?.stop(),
    }),
    [state],
  );
  return <Context value={value}>{children}</Context>;
}

/** The session of the page this component is on. @throws Error outside a `SessionProvider` */
export function useSession(): SessionContext {
  const context = useContext(Context);
  if (context === null) throw new Error('useSession() needs a <SessionProvider> above it.');
  return context;
}
