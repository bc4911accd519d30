import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM, findProgram, instructions } from '../../scripts/programs';

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

/** A headless Chromium from this machine, with an empty profile. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findProgram(CHROMIUM);
  if (executablePath === null) throw new Error(instructions([CHROMIUM]));
  return chromium.launch({ executablePath, headless: true, args: [...FLAGS, ...ROOT_FLAGS] });
}
