import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { askingBrowser, letIn } from '@/app/_gate/browser';
import { catchSurprise } from '@/app/_gate/catch-surprise';
import { plainWords } from '@/app/_gate/route';
import { wordSurprise } from '@/app/_gate/word-for-request';
import { finishOidcSignIn } from '@/lib/staff/finish-oidc-sign-in';

/**
 * Where the identity provider sends people back to: the one address of better-auth's that is open. Whoever is let in goes to
 * the overview, everybody else to the sign-in with the reason.
 */
export async function GET(request: NextRequest): Promise<Response> {
  return catchSurprise(request, {
    deed: null,
    answer: () => enter(request),
    tell: (reference) => plainWords(wordSurprise(request, reference), 500),
  });
}

async function enter(request: NextRequest): Promise<never> {
  const query = Object.fromEntries(request.nextUrl.searchParams);
  const signedIn = await finishOidcSignIn({ query, ...(await askingBrowser()) });
  if (!signedIn.ok) {
    const { failure } = signedIn;
    const until = failure.code === 'too_many_attempts' ? `&until=${failure.retryAt.toISOString()}` : '';
    redirect(`/sign-in?refused=${failure.code}${until}`);
  }
  await letIn(signedIn.value);
  redirect('/');
}
