import { expect, test } from 'vitest';
import { filtersFor, filterText, parsePlace, placeText, START } from '@/lib/directory/search';

const filtersOf = (text: string) => filtersFor(text).map((filter) => filter && filterText(filter));

test('no text finds everyone, by no filter', () => {
  expect(filtersOf('  ')).toEqual([null]);
});

test.each<[string, string[]]>([
  ['Ada@Example.com', ['email ^= "Ada@Example.com"', 'email ^= "ada@example.com"']],
  ['ada l', ['email ^= "ada l"', 'name ^= "ada l"', 'name ^= "Ada L"', 'username ^= "ada l"']],
  ['Zoë', ['email ^= "Zoë"', 'email ^= "zoë"', 'name ^= "Zoë"', 'username ^= "zoë"']],
  ['6F9', ['email ^= "6F9"', 'email ^= "6f9"', 'name ^= "6F9"', 'username ^= "6f9"']],
  ['6f9c', ['email ^= "6f9c"', 'name ^= "6f9c"', 'username ^= "6f9c"', 'sub ^= "6f9c"']],
])('%s is looked for at the beginning of what it can be', (text, filters) => {
  expect(filtersOf(text)).toEqual(filters);
});

test('what was typed cannot end its own quotes', () => {
  expect(filtersOf('@" or \\')).toEqual(['email ^= "@\\" or \\\\"']);
});

test('no filter is longer than Cognito takes, whatever was typed', () => {
  const longest = Math.max(...filtersOf('"'.repeat(500)).map((filter) => filter?.length ?? 0));
  expect(longest).toBeLessThanOrEqual(256);
});

test.each([START, { filter: 2, token: undefined }, { filter: 1, token: 'a.b+/=' }])(
  'a place comes back from an address: %o',
  (place) => expect(parsePlace(placeText(place))).toEqual(place),
);

test.each([undefined, '', 'x', '1.', '12.token', `1.${'x'.repeat(8000)}`])(
  'what is no place is the start: %s',
  (text) => expect(parsePlace(text)).toEqual(START),
);
