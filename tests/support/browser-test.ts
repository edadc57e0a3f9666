import { type Browser, type BrowserContext, test as base, expect, type Response } from '@playwright/test';
import { keepSeen } from './seen';

export { expect, type Page } from '@playwright/test';

/** What the pages of a worker did wrong since the last test, what of it is expected, what is still being read. */
interface Watch {
  problems: string[];
  allowed: RegExp[];
  readonly reading: Set<Promise<void>>;
}

/**
 * Playwright's `test`, with two habits. A test fails when any page wrote an error to its console or threw one; call
 * the fixture `allowConsole(/…/)` where that is expected, such as for an answer of 404. And everything that the app
 * answers to any page is kept, so that a test can search it (`searchSeen`).
 */
export const test = base.extend<
  { allowConsole: (pattern: RegExp) => void; refuseProblems: undefined },
  { watch: Watch }
>({
  watch: [
    async ({ browser }, use) => {
      const watch: Watch = { problems: [], allowed: [], reading: new Set() };
      watchBrowser(browser, watch);
      await use(watch);
    },
    { scope: 'worker', auto: true },
  ],
  allowConsole: async ({ watch }, use) => {
    await use((pattern) => watch.allowed.push(pattern));
  },
  refuseProblems: [
    async ({ watch }, use) => {
      watch.allowed = [];
      await use(undefined);
      await Promise.allSettled(watch.reading);
      const problems = watch.problems.filter((text) => !watch.allowed.some((pattern) => pattern.test(text)));
      watch.problems = [];
      expect(problems, 'errors in the console of a page').toEqual([]);
    },
    { auto: true },
  ],
});

/** Every context of the browser is watched, also one that a test makes for itself. */
function watchBrowser(browser: Browser, watch: Watch): void {
  for (const context of browser.contexts()) watchContext(context, watch);
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    watchContext(context, watch);
    return context;
  };
}

function watchContext(context: BrowserContext, watch: Watch): void {
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    watch.problems.push(`${message.page()?.url() ?? ''}: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => {
    watch.problems.push(`${error.page()?.url() ?? ''}: ${String(error.error())}`);
  });
  context.on('response', (response) => {
    const reading = keep(response).finally(() => watch.reading.delete(reading));
    watch.reading.add(reading);
  });
}

/** Scripts, styles, fonts and pictures are the build, the same for everybody. */
const TEXTS = /^(?:text\/html|text\/x-component|text\/plain|application\/json)/;

async function keep(response: Response): Promise<void> {
  if (!response.url().startsWith(process.env.POSTHOUSE_TEST_URL ?? '-')) return;
  const what = `${response.request().method()} ${response.url()} ${response.status()}`;
  const headers = (await response.headersArray()).map(({ name, value }) => `${name}: ${value}`).join('\n');
  const type = (await response.headerValue('content-type')) ?? '';
  // A page that was left before its answer was read has none to give.
  const body = TEXTS.test(type) ? await response.text().catch(() => '(not read)') : '';
  keepSeen(what, `${headers}\n\n${body}`);
}
