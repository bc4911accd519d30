'use client';

/**
 * What every page has in the browser, and what may have to be shown in its place. As one script: Next loads an error page and
 * a page for what is not there with every page, and each script of its own is 100 bytes before it says anything.
 */
export { FrameWords } from '../parts/frame-words';
export { SessionNotice } from '../session/session-notice';
export { SessionProvider } from '../session/session-provider';
export { AccountMenu } from './account-menu';
export { FailedPage } from './failed-page';
export { MainNavigation } from './main-navigation';
export { NothingHere } from './nothing-here';
