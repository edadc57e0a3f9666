import { redirect } from 'next/navigation';
import { askingBrowser, letIn } from '@/app/_gate/browser';
import { finishOidcSignIn } from '@/lib/staff/finish-oidc-sign-in';

/**
 * Where the identity provider sends people back to: the one address of better-auth's that is open. Whoever is let in goes to
 * the overview, everybody else to the sign-in with the reason.
 */
export async function GET(request: Request): Promise<never> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const signedIn = await finishOidcSignIn({ query, ...(await askingBrowser()) });
  if (!signedIn.ok) {
    const { failure } = signedIn;
    const until = failure.code === 'too_many_attempts' ? `&until=${failure.retryAt.toISOString()}` : '';
    redirect(`/sign-in?refused=${failure.code}${until}`);
  }
  await letIn(signedIn.value);
  redirect('/');
}
