import { type Browser, type BrowserContext, test as base, expect } from '@playwright/test';

export { expect, type Page } from '@playwright/test';

/** What the pages of a worker did wrong since the last test, and what of it is expected. */
interface Watch {
  problems: string[];
  allowed: RegExp[];
}

/**
 * Playwright's `test`, with one habit: a test fails when any page wrote an error to its console or threw one. Call the
 * fixture `allowConsole(/…/)` where that is expected, such as for an answer of 404.
 */
export const test = base.extend<
  { allowConsole: (pattern: RegExp) => void; refuseProblems: undefined },
  { watch: Watch }
>({
  watch: [
    async ({ browser }, use) => {
      const watch: Watch = { problems: [], allowed: [] };
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
}
