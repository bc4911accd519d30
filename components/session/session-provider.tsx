'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Viewer } from '@/lib/data/viewer';
import type { Words } from '@/messages/words';
import { coverWhileFrozen } from './cover-while-frozen';
import { loadOpenTab } from './load-open-tab';
import type { OpenTab } from './open-tab';
import { initialState, type SessionState } from './session-state';

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
  readonly words?: Words<'frame'>;
  readonly children: ReactNode;
}

const Context = createContext<SessionContext | null>(null);

/**
 * Gives the pages below it the session, and keeps it true while they are open.
 *
 * @param initial whom the server rendered the page for; leave it out on prerendered pages, which ask once they run
 * @param openTabs whether the deployment holds answers for open tabs or wants to be asked; left out, that is tried
 * @param words of the page, for `state.problem`; left out, that is in English
 */
export function SessionProvider({ initial, openTabs = 'hold', words, children }: SessionProviderProps) {
  const [state, setState] = useState(() => initialState(initial));
  const latest = useRef(state);
  const tab = useRef<Promise<OpenTab | null>>(null);
  const stop = useRef<() => void>(null);

  useEffect(() => {
    const over = new AbortController();
    let here: OpenTab | null = null;
    const isSignedIn = () => latest.current.status === 'signed-in';
    const comeBack = () => (here === null ? window.location.reload() : void here.comeBack());
    async function open() {
      const loaded = await loadOpenTab(isSignedIn, over.signal);
      if (loaded !== null) {
        const holds = openTabs === 'hold';
        here = loaded.keepOpenTab({ initial, words, holds, latest, show: setState, over });
      }
      return here;
    }
    tab.current = open();
    stop.current = () => over.abort();
    const unfreeze = coverWhileFrozen(isSignedIn, comeBack);
    return () => {
      over.abort();
      unfreeze();
    };
  }, [initial, openTabs, words]);

  const value = useMemo(
    () => ({
      state,
      check: () => void tab.current?.then((here) => here?.check()),
      stopWatching: () => stop.current?.(),
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
