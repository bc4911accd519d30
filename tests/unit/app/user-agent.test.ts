import { expect, test } from 'vitest';
import { describeBrowser } from '../../../lib/http/user-agent';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

test.each([
  [CHROME, 'Chrome', 'Windows'],
  [CHROME.replace('130', '131'), 'Chrome', 'Windows'],
  [`${CHROME} Edg/130.0.0.0`, 'Edge', 'Windows'],
  [`${CHROME} OPR/116.0.0.0`, 'Opera', 'Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox', 'Linux'],
  ['curl/8.5.0', 'curl', null],
  ['node', 'node', null],
  ['', null, null],
  ['<script>alert(1)</script>', null, null],
  [`${'x'.repeat(33)}/1`, null, null],
  ['x'.repeat(100_000), null, null],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(describeBrowser(userAgent)).toEqual({ browser, system });
});

test('a flood of different browsers is described and not kept', () => {
  for (let i = 0; i < 5000; i += 1) describeBrowser(`flood-${i}/1`);
  expect(describeBrowser(CHROME)).toEqual({ browser: 'Chrome', system: 'Windows' });
  expect(describeBrowser('flood-4999/2')).toEqual({ browser: 'flood-4999', system: null });
});
