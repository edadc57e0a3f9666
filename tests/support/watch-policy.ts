import type { BrowserContext, Page } from '@playwright/test';

/** Keeps what the Content-Security-Policy refuses on every page of this context, for {@link refusals}. */
export async function watchPolicy(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => {
      refused.push(`${effectiveDirective}: ${blockedURI} ${sample}`);
    });
  });
}

/** What was refused since this document was opened, as `directive: what`. */
export const refusals = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { refused: string[] }).refused);
