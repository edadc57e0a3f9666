import { register } from '@/instrumentation';
import { beginOidcSignIn } from '@/lib/staff/begin-oidc-sign-in';
import { finishOidcSignIn } from '@/lib/staff/finish-oidc-sign-in';
import { answerCalls } from './asked-process';

/** The two halves of a sign-in by the identity provider, as the app starts and does them. */
export type OidcCall =
  | { readonly verb: 'begin' }
  | { readonly verb: 'finish'; readonly query: Record<string, string>; readonly cookie: string };

await register();
await answerCalls((call: OidcCall) =>
  call.verb === 'begin'
    ? beginOidcSignIn(new Headers())
    : finishOidcSignIn({
        query: call.query,
        address: null,
        headers: new Headers({ cookie: call.cookie, 'user-agent': 'A Browser' }),
      }),
);
