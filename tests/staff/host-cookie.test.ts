import { expect, test } from 'vitest';
import { findActor } from '@/lib/staff/reads';
import { signOut } from '@/lib/staff/sign-out';
import { useStaff } from './house';

const { person, enter, actorOf } = useStaff();
// lib/env.ts reads it at its first use, which is in a test.
process.env.APP_URL = 'https://posthouse.example.com';

test('where people come by HTTPS the cookie is bound to this very host', async () => {
  const lin = await person('agent', 'Lin', { password: true });
  const headers = await enter(lin);
  expect(headers.get('cookie')).toMatch(/^__Host-posthouse\.session_token=/);
  const { cookies } = await signOut(await actorOf(headers), headers);
  const cleared = cookies.find((cookie) => cookie.startsWith('__Host-posthouse.session_token=;'));
  // The browser takes it with Secure, Path=/ and no Domain, or not at all.
  expect(cleared).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  expect(cookies.join('\n')).not.toMatch(/domain/i);
  expect(await findActor(headers)).toBeNull();
});

test('the same session under the name of a cookie that a neighbour may set is nobody', async () => {
  const lin = await person('agent', 'Lin', { password: true });
  const cookie = (await enter(lin)).get('cookie') ?? '';
  for (const name of ['__Secure-posthouse.session_token', 'posthouse.session_token']) {
    const renamed = cookie.replace('__Host-posthouse.session_token', name);
    expect(await findActor(new Headers({ cookie: renamed }))).toBeNull();
  }
});
