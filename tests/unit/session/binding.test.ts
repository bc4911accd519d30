import { describe, expect, test } from 'vitest';
import { addressPrefix, userAgentFamily } from '../../../lib/session/binding';

describe('the network of an address', () => {
  test.each([
    ['203.0.113.7', '203.0.113'],
    ['::ffff:203.0.113.7', '203.0.113'],
    ['::FFFF:203.0.113.200', '203.0.113'],
    ['2001:db8:1:2::3', '2001:db8:1'],
    ['2001:0db8:0001:ffff:0:0:0:1', '2001:db8:1'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['2001:DB8:A::', '2001:db8:a'],
  ])('%s is in %s', (address, prefix) => {
    expect(addressPrefix(address)).toBe(prefix);
  });
});

describe('the family of a browser', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
  test.each([
    [chrome, 'Chrome Windows'],
    [`${chrome} Edg/130.0.0.0`, 'Edg Windows'],
    [`${chrome} OPR/116.0.0.0`, 'OPR Windows'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15',
      'Safari Mac OS X',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile Safari/604.1',
      'Safari iPhone',
    ],
    ['curl/8.5.0', 'curl'],
    ['', ''],
  ])('%s is %s', (userAgent, family) => {
    expect(userAgentFamily(userAgent)).toBe(family);
  });
});
