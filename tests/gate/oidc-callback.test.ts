import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { GET } from '@/app/api/auth/callback/oidc/route';
import { useDatabase } from '../support/database';

useDatabase();

test('whoever comes back from the identity provider is told a surprise in words, with its reference', async () => {
  // Outside of a running Next nobody knows the cookies of a request: a surprise like any other.
  const answer = await GET(new NextRequest('http://localhost:3000/api/auth/callback/oidc?code=x&state=y'));
  expect(answer.status).toBe(500);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(await answer.text()).toMatch(/^Something failed on our side\n.+\nReference: [0-9a-f-]{36}\n$/);
});
