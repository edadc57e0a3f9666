import { afterAll, beforeAll, expect, test } from 'vitest';
import { climbLadder } from '@/lib/mailbox/climb-ladder';
import { Secret } from '@/lib/secret';
import { json, type OddServer, startOddServer } from '@/tests/microsoft/odd-server';

const tenantId = '11111111-2222-4333-8444-555555555555';
let odd: OddServer;

beforeAll(async () => {
  odd = await startOddServer();
});
afterAll(() => odd.stop());

test('a directory that says it lives in another cloud is found, and the cloud is told', async () => {
  odd.answer = json(200, {
    issuer: `https://login.partner.microsoftonline.cn/${tenantId}/v2.0`,
    cloud_instance_name: 'partner.microsoftonline.cn',
  });
  const { checks } = await climbLadder({
    cloud: 'sandbox',
    tenantId,
    clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    clientSecret: new Secret('one~8Q-not.a_real-secret~value0000000001'),
    secretIsValue: false,
    mailboxAddress: 'support@contoso.example',
  });
  expect(checks[1]).toMatchObject({ name: 'directory', state: 'passed', facts: { otherCloud: 'china' } });
});
