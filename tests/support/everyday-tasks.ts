import { type Cost, Reader } from './recipe-reader';

/** Something that teams do every day, and a page of docs/recipes that tells how. */
interface EverydayTask {
  readonly page: string;
  follow(reader: Reader): void;
}

/** Every page that is followed, in the order of docs/recipes/README.md. */
const EVERYDAY_TASKS: readonly EverydayTask[] = [
  {
    page: 'protected-page.md',
    follow(reader) {
      reader.copy('protected-page.tsx', 'app/(site)/reports/page.tsx');
      reader.change('lib/http/routes.ts', /(?<=\n {2}protected: )\[/, "['/reports', ");
    },
  },
  {
    page: 'protected-handler.md',
    follow: (reader) => reader.copy('protected-handler.ts', 'app/api/reports/route.ts'),
  },
  {
    page: 'preference.md',
    follow(reader) {
      reader.copy('preference-handler.ts', 'app/api/settings/route.ts');
      reader.copy('preference-page.tsx', 'app/(site)/settings/page.tsx');
    },
  },
  {
    page: 'another-provider.md',
    follow(reader) {
      reader.change('amplify/auth/providers.ts', /\];\n$/, `${reader.blocksOf('another-provider.ts')}];\n`);
    },
  },
  {
    page: 'role.md',
    follow(reader) {
      reader.change(
        'amplify/auth/resource.ts',
        /groups: \[ADMIN_GROUP\]/,
        "groups: [ADMIN_GROUP, 'editors']",
      );
      reader.copy('role-on-a-page.tsx', 'app/(site)/editors/page.tsx');
      reader.copy('role-on-a-handler.ts', 'app/api/drafts/route.ts');
    },
  },
  {
    page: 'testing.md',
    follow: (reader) => reader.copy('testing/playwright.ts', 'tests/sign-in.ts'),
  },
  {
    page: 'brand.md',
    follow(reader) {
      reader.change('lib/brand.ts', /(?<=\n {2}name: ).*(?=,\n)/, "'Rowan Reports'");
      reader.change('lib/brand.ts', /(?<=\n {2}accent: ).*(?=,\n)/, "['#7a1fa2', '#e0b3f0']");
      reader.change('public/icon.svg', /(?<=<title>).*(?=<\/title>)/, 'Rowan Reports');
    },
  },
  {
    page: 'data-and-storage.md',
    follow(reader) {
      reader.copy('storage.ts', 'app/api/photo/route.ts');
      reader.copy('data.ts', 'app/api/notes/route.ts');
    },
  },
  {
    page: 'lifetimes.md',
    follow(reader) {
      reader.change('amplify/auth/settings.ts', /accessTokenMinutes: \d+/, 'accessTokenMinutes: 10');
      reader.copy('password-policy.ts', 'amplify/auth/password-policy.ts');
      const [imported, call] = ["'./auth/password-policy'", 'askForLongPasswords(cfnUserPool);'];
      reader.change(
        'amplify/backend.ts',
        /(?=import \{ preSignUp \})/,
        `import { askForLongPasswords } from ${imported};\n`,
      );
      reader.change('amplify/backend.ts', /(?=hardenAppClient\()/, `${call}\n`);
    },
  },
  {
    page: 'own-form.md',
    follow(reader) {
      reader.copy('own-form.tsx', 'app/(site)/sign-in/own-form.tsx');
      reader.copy('own-form-page.tsx', 'app/(site)/sign-in/page.tsx');
    },
  },
  {
    page: 'whole-app.md',
    follow(reader) {
      reader.change(
        'lib/http/routes.ts',
        / {2}open: \[\],\n {2}otherwise: 'anyone',\n/,
        reader.blocksOf('whole-app.ts'),
      );
    },
  },
];

/** Not among them: `npm run own` may have done most of it already. */
const EMAIL_SENDER: EverydayTask = {
  page: 'email-sender.md',
  follow(reader) {
    reader.copy('email-sender.ts', 'amplify/auth/email-sender.ts');
    // `npm run own` has done the rest where it was given a sender.
    if (reader.says('amplify/auth/resource.ts', "'./email-sender'")) return;
    const resource = 'amplify/auth/resource.ts';
    reader.change(
      resource,
      /(?=import \{ readEnvironment \})/,
      "import { senders } from './email-sender';\n",
    );
    reader.change(resource, /(?<=\n {2}groups: .*\n)/, '  senders,\n');
  },
};

/**
 * Does what the pages say to a copy of the tree.
 *
 * @param root the copy
 * @param pages which of them; every everyday task unless said
 * @returns what each took
 * @throws Error where a page and the tree have parted
 */
export function followRecipes(
  root: string,
  pages?: readonly string[],
): ReadonlyArray<readonly [page: string, cost: Cost]> {
  const tasks = pages
    ? [...EVERYDAY_TASKS, EMAIL_SENDER].filter(({ page }) => pages.includes(page))
    : EVERYDAY_TASKS;
  return tasks.map(({ page, follow }) => {
    const reader = new Reader(root, page);
    follow(reader);
    return [page, reader.cost];
  });
}
