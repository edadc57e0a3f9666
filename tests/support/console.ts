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

/** One of the sandbox's registrations. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly values: {
    readonly mailboxAddress: string;
    readonly mailboxName: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly secretExpiresOn: string | null;
  };
}

/** All of the sandbox's registrations. */
export async function allScenarios(): Promise<Scenario[]> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/scenarios`);
  return (await answer.json()) as Scenario[];
}

/** One of the sandbox's registrations, by its id. */
export async function scenario(id: string): Promise<Scenario> {
  const found = (await allScenarios()).find((each) => each.id === id);
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

/** Switches a fault of the sandbox on; see sandbox/README.md. */
export async function faultAt(fault: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!answer.ok) throw new Error(`the sandbox refused the fault: ${await answer.text()}`);
}

/** Switches all of them off. */
export async function clearFaults(): Promise<void> {
  await fetch(`${sandboxUrl()}/sandbox/faults`, { method: 'DELETE' });
}

/** How many mails to this recipient the sandbox has taken. */
export async function acceptedFor(recipient: string): Promise<number> {
  const answer = await fetch(`${sandboxUrl()}/sandbox/messages`);
  const mails = (await answer.json()) as { to: string[] }[];
  return mails.filter(({ to }) => to.includes(recipient)).length;
}
