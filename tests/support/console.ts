import type { Page } from '@playwright/test';

/** The address of the sandbox that the app under test was started with. */
export function sandboxUrl(): string {
  const url = process.env.POSTHOUSE_TEST_SANDBOX_URL;
  if (!url) throw new Error('POSTHOUSE_TEST_SANDBOX_URL is not set: the browser tests have no sandbox');
  return url;
}

/** A name that no other run of the tests on the same database has used. */
export function uniqueName(name: string): string {
  return `${name} ${Date.now().toString(36)}`;
}

/** What the sandbox was asked for so far: method and path, never a body. */
export async function sandboxRequests(): Promise<{ method: string; path: string }[]> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/requests`);
  return (await answer.json()) as { method: string; path: string }[];
}

/** One of the sandbox's registrations, by its id. */
export async function scenario(id: string): Promise<{
  name: string;
  values: {
    mailboxAddress: string;
    mailboxName: string;
    tenantId: string;
    clientId: string;
    clientSecret: string;
    secretExpiresOn: string | null;
  };
}> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/scenarios`);
  const all = (await answer.json()) as ({ id: string } & Awaited<ReturnType<typeof scenario>>)[];
  const found = all.find((each) => each.id === id);
  if (!found) throw new Error(`the sandbox has no scenario ${id}`);
  return found;
}

/** Fills the mailbox form from the sandbox, as a person does: by the choice above the fields. */
export async function chooseScenario(page: Page, id: string): Promise<void> {
  const { name, values } = await scenario(id);
  const choice = page.getByLabel('Try with the sandbox');
  await choice.selectOption({ label: name });
  await page.waitForFunction(
    (address) => document.querySelector<HTMLInputElement>('input[name="mailboxAddress"]')?.value === address,
    values.mailboxAddress,
  );
}
