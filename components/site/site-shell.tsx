import type { ReactNode } from 'react';
import type { Viewer } from '@/lib/data/viewer';
import type { Frame } from '../parts/frame-words';
import { FrameWords, SessionNotice, SessionProvider } from './frame';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';

interface SiteShellProps extends Frame {
  /** Whom the server rendered for; leave it out on prerendered pages. */
  readonly initial?: Viewer | null;
  /** How tabs hear of the end; leave it out on prerendered pages, which find out. */
  readonly openTabs?: 'hold' | 'ask';
  readonly children: ReactNode;
}

/** Every page's frame: skip link, header, the page, footer. */
export function SiteShell({ initial, openTabs, language, words, children }: SiteShellProps) {
  return (
    <FrameWords language={language} words={words}>
      <SessionProvider initial={initial} openTabs={openTabs} words={words}>
        <a className="skip-link" href="#content">
          {words.skip}
        </a>
        <SiteHeader />
        <SessionNotice />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter words={words} />
      </SessionProvider>
    </FrameWords>
  );
}
