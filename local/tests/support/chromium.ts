import { type Browser, chromium } from 'playwright-core';
import { findProgram } from './find-program';

const CANDIDATES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The last ones keep Chromium from calling its maker's servers, which no test needs and a closed network refuses. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium's sandbox needs a user other than root. */
const ROOT_FLAGS = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A headless Chromium from this machine, with an empty profile. @param flags further ones */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const args = [...FLAGS, ...ROOT_FLAGS, ...flags];
  return chromium.launch({ executablePath: findProgram(CANDIDATES), headless: true, args });
}
