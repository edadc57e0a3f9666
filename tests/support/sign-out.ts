import type { Page } from '@playwright/test';

/**
 * Presses "Sign out" and waits until the door stands there in a new document. The one that has shown the console is
 * loaded anew at the door (app/_gate/forget-document.tsx): whoever goes on before that is cut off.
 * @param label the button's name in the language of the page
 */
export async function signOut(page: Page, label = 'Sign out'): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.waitForURL(/\/sign-in$/);
  await page.waitForFunction(() => !('shownToStaff' in document.documentElement.dataset));
}
