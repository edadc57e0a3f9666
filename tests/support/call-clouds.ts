import { climbLadder } from '@/lib/mailbox/climb-ladder';
import type { Cloud } from '@/lib/microsoft/cloud';
import { findDirectory } from '@/lib/microsoft/find-directory';
import { requestAccessToken } from '@/lib/microsoft/request-access-token';
import { Secret } from '@/lib/secret';
import { answerCalls } from './asked-process';
import { sendPlain } from './send-plain';

/** What the process does as the app does, with nothing put in the place of anything. */
export interface CloudCall {
  readonly verb: 'directory' | 'ladder' | 'send' | 'audience';
  readonly cloud: Exclude<Cloud, 'sandbox'>;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly mailboxAddress: string;
}

const VERBS = {
  directory: ({ cloud, tenantId }) => findDirectory({ cloud, tenantId }),
  ladder: (call) =>
    climbLadder({ ...call, clientSecret: new Secret(call.clientSecret), secretIsValue: false }),
  send: async (call) => {
    const signedIn = await signIn(call);
    if (!signedIn.ok) return signedIn;
    return sendPlain({
      cloud: call.cloud,
      token: signedIn.value,
      from: { address: call.mailboxAddress, name: 'Support' },
      to: 'ana@customer.example',
      subject: 'Test',
      text: 'It works.',
    });
  },
  audience: async (call) => {
    const signedIn = await signIn(call);
    if (!signedIn.ok) return signedIn;
    const [, claims = ''] = signedIn.value.value.reveal().split('.');
    return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')).aud;
  },
} satisfies Record<CloudCall['verb'], (call: CloudCall) => Promise<unknown>>;

function signIn({ cloud, tenantId, clientId, clientSecret }: CloudCall) {
  return requestAccessToken({ cloud, tenantId, clientId, clientSecret: new Secret(clientSecret) });
}

await answerCalls((call: CloudCall) => VERBS[call.verb](call));
