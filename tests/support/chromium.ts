export { launchChromium } from '../../local/tests/support/chromium';
