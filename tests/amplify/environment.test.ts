import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../amplify/auth/environment';
import type { Provider } from '../../amplify/auth/provider';
import { PROVIDERS } from '../../amplify/auth/providers';
import { isProduction } from '../../amplify/auth/user-pool';

describe('APP_ORIGINS', () => {
  test('is one’s own machine when nothing is set', () => {
    expect(readEnvironment({}).appOrigins).toEqual(['http://localhost:3000']);
    expect(readEnvironment({ APP_ORIGINS: ' , ' }).appOrigins).toEqual(['http://localhost:3000']);
  });

  test('is the branch’s own address in a build of Amplify Hosting', () => {
    const build = { AWS_APP_ID: 'd1a2b3c4', AWS_BRANCH: 'feature/Login' };
    expect(readEnvironment(build).appOrigins).toEqual(['https://feature-login.d1a2b3c4.amplifyapp.com']);
    const main = { ...build, AWS_BRANCH: 'main', APP_ORIGINS: 'https://app.example.com' };
    expect(readEnvironment(main).appOrigins).toEqual(['https://app.example.com']);
  });

  test.each(['fix_underscore', 'release.1', '-x', 'x-', 'ünïcode', 'x'.repeat(64)])(
    'must be set for %s, whose address nobody can tell',
    (AWS_BRANCH) => {
      const build = { AWS_APP_ID: 'd1', AWS_BRANCH };
      expect(() => readEnvironment(build)).toThrow(
        /^AWS_BRANCH: [^\n]*displayName[^\n]*set APP_ORIGINS=[^\n]*$/,
      );
      const APP_ORIGINS = `${AWS_BRANCH}=https://known.example.com`;
      expect(readEnvironment({ ...build, APP_ORIGINS }).appOrigins).toEqual(['https://known.example.com']);
    },
  );

  test('belong to the branch that they name, though the console gives them to every branch', () => {
    const APP_ORIGINS = 'main=https://app.example.com,feature/x=https://x.example.com';
    const originsOn = (AWS_BRANCH: string) =>
      readEnvironment({ AWS_APP_ID: 'd1', AWS_BRANCH, APP_ORIGINS }).appOrigins;
    expect(originsOn('main')).toEqual(['https://app.example.com']);
    expect(originsOn('feature/x')).toEqual(['https://x.example.com']);
    expect(originsOn('develop')).toEqual(['https://develop.d1.amplifyapp.com']);
  });

  test.each([
    ['a branch that is not production', 'develop', undefined],
    ['one of two production branches', 'eu', 'us,eu'],
  ])(
    'stop the build of %s without a name, saying where to set them',
    (_what, AWS_BRANCH, PRODUCTION_BRANCHES) => {
      const build = {
        AWS_APP_ID: 'd1',
        AWS_BRANCH,
        PRODUCTION_BRANCHES,
        APP_ORIGINS: 'https://app.example.com',
      };
      expect(() => readEnvironment(build)).toThrow(
        new RegExp(
          `^APP_ORIGINS: [^\\n]*"${AWS_BRANCH}"[^\\n]*Amplify console[^\\n]*=https://app\\.example\\.com[^\\n]*$`,
        ),
      );
    },
  );

  test('keeps the order, and each origin once', () => {
    const APP_ORIGINS = 'https://b.example.com, http://localhost:3000,https://b.example.com';
    expect(readEnvironment({ APP_ORIGINS }).appOrigins).toEqual([
      'https://b.example.com',
      'http://localhost:3000',
    ]);
  });

  test.each([
    'app.example.com',
    'http://app.example.com',
    'http://127.0.0.1:3000',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://APP.example.com',
    'https://app.example.com:443',
    'https://user@app.example.com',
    'https://*.example.com',
    'https://192.0.2.1',
    'https://[2001:db8::1]',
    'ftp://app.example.com',
    'javascript:alert(1)',
  ])('stops at %s with one line naming the variable and a right value', (value) => {
    const read = () => readEnvironment({ APP_ORIGINS: `https://good.example.com,${value}` });
    expect(read).toThrow(`APP_ORIGINS: "${value}" is not an origin.`);
    expect(read).toThrow(/^[^\n]*https:\/\/app\.example\.com[^\n]*$/);
  });
});

describe('SOCIAL_PROVIDERS', () => {
  const namesOf = (...given: Parameters<typeof readEnvironment>) =>
    readEnvironment(...given).providers.map(({ name }) => name);
  const UNNAMED = PROVIDERS.filter(({ onlyWhenNamed }) => !onlyWhenNamed).map(({ name }) => name);
  const oidc = (name: string): Provider => ({
    name,
    label: name,
    kind: 'OIDC',
    issuer: 'https://login.example.com',
  });

  test('names an entry of a team’s own as it does the others', () => {
    const entries = [...PROVIDERS, oidc('acme')];
    expect(namesOf({}, entries)).toEqual([...UNNAMED, 'acme']);
    expect(namesOf({ SOCIAL_PROVIDERS: 'acme' }, entries)).toEqual(['acme']);
  });

  test.each([
    'hosted',
    'password',
    'passkey',
    'provider',
    'none',
    'google',
    'No',
    'a b',
    'ab',
    'x'.repeat(33),
  ])('cannot name an entry %s, which would be mistaken for something else', (name) => {
    expect(() => readEnvironment({}, [...PROVIDERS, oidc(name)])).toThrow(
      /^amplify\/auth\/providers\.ts: "[^"\n]+" cannot be a name[^\n]*such as acme\.$/,
    );
  });

  test('is every entry that need not be named, when nothing is set, and empty when it says none', () => {
    expect(namesOf({ SOCIAL_PROVIDERS: '' })).toEqual(UNNAMED);
    expect(namesOf({ SOCIAL_PROVIDERS: 'none' })).toEqual([]);
  });

  test.each(['twitter', 'Google', 'google;apple', 'none,google', '__proto__'])(
    'stops at %s with one line naming the variable and the right values',
    (value) => {
      const read = () => readEnvironment({ SOCIAL_PROVIDERS: `facebook,${value}` });
      expect(read).toThrow(
        /^SOCIAL_PROVIDERS: "[^"\n]+" is not known\. [^\n]*google, facebook, amazon, apple[^\n]*$/,
      );
    },
  );
});

describe('the people of a deployment are kept', () => {
  test.each([
    { where: 'main', type: 'branch', name: 'main', branches: undefined, kept: true },
    { where: 'another branch', type: 'branch', name: 'feature', branches: undefined, kept: false },
    { where: 'a sandbox called main', type: 'sandbox', name: 'main', branches: undefined, kept: false },
    { where: 'a self-hosted main', type: 'standalone', name: 'main', branches: undefined, kept: true },
    { where: 'a listed branch', type: 'branch', name: 'eu', branches: 'us, eu', kept: true },
    { where: 'main, if others are listed', type: 'branch', name: 'main', branches: 'us, eu', kept: false },
  ])('$where: $kept', ({ type, name, branches, kept }) => {
    const { productionBranches } = readEnvironment({ PRODUCTION_BRANCHES: branches });
    expect(isProduction(type, name, productionBranches)).toBe(kept);
  });
});
