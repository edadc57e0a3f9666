import { join } from 'node:path';

/** The first admin of the browser tests, made through the set-up address by tests/browser/first-admin.setup.ts. */
export const FIRST_ADMIN = {
  name: 'Ada Lovelace',
  email: 'ada@firstline.example',
  password: 'a long enough pass phrase',
};

/** Where the session of {@link FIRST_ADMIN} is kept for the other tests, in Playwright's form. */
export const stateFile = () => join(process.env.POSTHOUSE_TEST_DIR ?? 'test-results', 'first-admin.json');
