import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { POST } from '@/app/(console)/mailboxes/send-mail/route';
import { Secret } from '@/lib/secret';
import { createFirstAdmin } from '@/lib/staff/create-first-admin';
import { setUpToken } from '@/lib/staff/set-up-token';
import { signIn } from '@/lib/staff/sign-in';
import { useDatabase } from '../support/database';

useDatabase();
const OURS = 'http://localhost:3000';

async function signedIn(): Promise<string> {
  const who = { email: 'lin@example.com', password: new Secret('the right password') };
  await createFirstAdmin({ token: setUpToken(process.env.SESSION_SECRET ?? ''), name: 'Lin Mei', ...who });
  const entered = await signIn({ ...who, address: null, headers: new Headers() });
  return entered.ok ? (entered.value.cookies[0]?.split(';')[0] ?? '') : '';
}

test('a mail with more than 20 files is refused at the field of the files, and 20 are not', async () => {
  const cookie = await signedIn();
  const send = async (files: number) => {
    const body = new FormData();
    body.append('mailboxId', '00000000-0000-4000-8000-000000000000');
    body.append('to', 'lin@example.com');
    for (let at = 0; at < files; at += 1) body.append('attachments', new File(['a'], `${at}.txt`));
    const headers = { cookie, origin: OURS, host: 'localhost:3000' };
    const answer = await POST(
      new NextRequest(`${OURS}/mailboxes/send-mail`, { method: 'POST', headers, body }),
    );
    return JSON.parse(await answer.text()).refusal;
  };
  expect(await send(21)).toMatchObject({
    code: 'too_many_files',
    fields: { attachments: expect.stringContaining('20 files at most') },
  });
  expect(await send(20)).toMatchObject({ code: 'mailbox_not_found' });
});
