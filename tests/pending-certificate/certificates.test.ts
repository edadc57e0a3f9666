import { expect, test } from 'vitest';
import { testConnection } from '@/lib/mailbox/test-connection';
import { addCertificate } from '@/lib/pending-certificate/add-certificate';
import { discardCertificate } from '@/lib/pending-certificate/discard-certificate';
import { makeCertificate as makeOne } from '@/lib/pending-certificate/make-certificate';
import { switchToCertificate } from '@/lib/pending-certificate/switch-to-certificate';
import { tryCertificate } from '@/lib/pending-certificate/try-certificate';
import { openCredential } from '@/lib/registration/open-credential';
import { readRegistration } from '@/lib/registration/reads';
import { replaceSecret } from '@/lib/registration/replace-secret';
import { setExpiry } from '@/lib/registration/set-expiry';
import { signInForSending } from '@/lib/registration/sign-in-for-sending';
import { Secret } from '@/lib/secret';
import { lin, type Made, useHouse, wei } from '@/tests/mailbox/house';
import { makeCertificate, pfxOf } from '@/tests/support/make-certificate';

const house = useHouse();
const { sql } = house;

const details = (made: Made) => readRegistration(made.customerId, made.registrationId);
const make = (made: Made) =>
  makeOne(made.customerId, wei, { registrationId: made.registrationId, years: 2 }, new Date());

async function waiting(made: Made) {
  const pending = (await details(made))?.pendingCertificate;
  if (!pending) throw new Error('No certificate waits.');
  return { ...pending, input: { registrationId: made.registrationId, certificateId: pending.id } };
}

/** As the customer's administrator does it with the .cer. */
async function upload(made: Made): Promise<void> {
  const registration = await details(made);
  const { certificate } = await waiting(made);
  house.sandbox().uploadCertificate(registration?.clientId ?? '', certificate);
}

test('a certificate that was made waits: its key is sealed, its facts are shown, the secret goes on', async () => {
  const made = await house.newMailbox('working-mailbox');
  expect(await make(made)).toEqual({ ok: true, value: null });
  const pending = await waiting(made);
  expect(pending).toMatchObject({
    madeByName: 'Wei',
    thumbprintSha1: expect.stringMatching(/^[0-9A-F]{40}$/),
  });
  const rows = await sql<{ row: string }>('select p::text as row from pending_certificate p');
  expect(JSON.stringify(rows)).not.toContain('PRIVATE');
  expect(JSON.stringify(await details(made))).not.toMatch(/PRIVATE|sealed/);
  expect((await details(made))?.credential).toMatchObject({ version: 1, certificate: null });
  const tested = await testConnection(made.customerId, lin, made.mailboxId);
  expect(tested).toMatchObject({ ok: true, value: { report: { verdict: 'passed' } } });
  expect((await house.deeds(made.customerId)).map(({ deed }) => deed)).toContain('certificate.make');
  expect(await make(made)).toEqual({ ok: false, failure: { code: 'certificate_waits' } });
});

test('it is used once Microsoft knows it, and not before; then the mailbox tests and sends with it', async () => {
  const made = await house.newMailbox('working-mailbox');
  await testConnection(made.customerId, lin, made.mailboxId);
  await make(made);
  const { input, thumbprintSha1, notAfter } = await waiting(made);
  const use = (insist = false) => switchToCertificate(made.customerId, wei, { ...input, version: 1, insist });

  expect(await tryCertificate(made.customerId, wei, input)).toMatchObject({
    ok: true,
    value: { refusal: { code: 'certificate_unknown' } },
  });
  expect(await use()).toMatchObject({
    ok: true,
    value: { used: false, refusal: { code: 'certificate_unknown' } },
  });
  expect((await details(made))?.credential).toMatchObject({ version: 1, certificate: null });
  expect(await house.status(made)).toMatchObject({ status: 'working' });

  await upload(made);
  expect(await tryCertificate(made.customerId, wei, input)).toEqual({ ok: true, value: { refusal: null } });
  expect(await use()).toEqual({ ok: true, value: { used: true, mailboxCount: 1 } });
  // Each time its key was opened is on record.
  const tries = (await house.deeds(made.customerId)).filter(({ deed }) => deed === 'certificate.test');
  expect(tries.map(({ actor_name, details }) => [actor_name, details.verdict, details.code])).toEqual([
    ['Wei', 'failed', 'certificate_unknown'],
    ['Wei', 'failed', 'certificate_unknown'],
    ['Wei', 'passed', null],
    ['Wei', 'passed', null],
  ]);
  const after = await details(made);
  expect(after?.pendingCertificate).toBeNull();
  expect(after?.credential).toMatchObject({
    version: 2,
    hint: '',
    setByName: 'Wei',
    expiresFrom: 'certificate',
    expiresByName: null,
  });
  expect(after?.credential?.certificate?.thumbprintSha1).toBe(thumbprintSha1);
  expect(after?.credential?.expiresOn?.toISOString().slice(0, 10)).toBe(notAfter.toISOString().slice(0, 10));
  // What was proven was proven with the secret.
  expect(await house.status(made)).toMatchObject({ status: 'not_verified' });

  expect(await testConnection(made.customerId, lin, made.mailboxId)).toMatchObject({
    ok: true,
    value: { report: { verdict: 'passed' } },
  });
  expect(await signInForSending(made.customerId, made.registrationId, new Date())).toMatchObject({
    ok: true,
  });
  expect((await house.deeds(made.customerId)).at(-2)).toMatchObject({
    deed: 'certificate.use',
    actor_name: 'Wei',
    details: { thumbprint: thumbprintSha1, version: 2, mailboxes: 1 },
  });
});

test('it may be used untested when somebody insists, and the history says so', async () => {
  const made = await house.newMailbox('working-mailbox');
  await make(made);
  const { input } = await waiting(made);
  house.sandbox().reset();
  const used = await switchToCertificate(made.customerId, wei, { ...input, version: 1, insist: true });
  expect(used).toMatchObject({ ok: true, value: { used: true } });
  expect(house.signIns()).toBe(0);
  expect((await house.deeds(made.customerId)).at(-1)?.details).toMatchObject({ untested: true });
  expect(await testConnection(made.customerId, lin, made.mailboxId)).toMatchObject({
    ok: true,
    value: { report: { verdict: 'failed', code: 'certificate_unknown' } },
  });
});

test('somebody who was quicker is not overwritten', async () => {
  const made = await house.newMailbox('working-mailbox');
  await make(made);
  const { input } = await waiting(made);
  const { registrationId } = made;
  const secret = {
    registrationId,
    clientSecret: new Secret('Abc8Q~another-secret-of-some-length'),
    secretExpiresOn: null,
  };
  await replaceSecret(made.customerId, lin, { ...secret, version: 1 });
  const late = await switchToCertificate(made.customerId, wei, { ...input, version: 1, insist: true });
  expect(late).toEqual({ ok: false, failure: { code: 'secret_changed' } });
  expect((await details(made))?.credential).toMatchObject({ version: 2, setByName: 'Lin' });
  expect((await waiting(made)).id).toBe(input.certificateId);

  expect(await discardCertificate(made.customerId, wei, input)).toEqual({ ok: true, value: null });
  for (const again of [
    await discardCertificate(made.customerId, wei, input),
    await tryCertificate(made.customerId, wei, input),
    await switchToCertificate(made.customerId, wei, { ...input, version: 2, insist: true }),
  ]) {
    expect(again).toEqual({ ok: false, failure: { code: 'certificate_gone' } });
  }
});

test('one that is thrown away is gone with its key, and the history says who did it and which it was', async () => {
  const made = await house.newMailbox('working-mailbox');
  await make(made);
  const { input, thumbprintSha1 } = await waiting(made);
  const before = await house.deeds(made.customerId);
  expect(await discardCertificate(made.customerId, lin, input)).toEqual({ ok: true, value: null });
  expect((await details(made))?.pendingCertificate).toBeNull();
  expect((await house.deeds(made.customerId)).slice(before.length)).toMatchObject([
    { deed: 'certificate.discard', actor_name: 'Lin', details: { thumbprint: thumbprintSha1 } },
  ]);
  // What is refused is no deed.
  expect(await discardCertificate(made.customerId, wei, input)).toMatchObject({ ok: false });
  expect(await house.deeds(made.customerId)).toHaveLength(before.length + 1);
});

test('of a certificate no day is entered, and a client secret may follow it again', async () => {
  const made = await house.newMailbox('working-mailbox');
  const { registrationId } = made;
  await make(made);
  const { input } = await waiting(made);
  await switchToCertificate(made.customerId, wei, { ...input, version: 1, insist: true });
  const day = { registrationId, version: 2, secretExpiresOn: new Date('2031-01-01') };
  expect(await setExpiry(made.customerId, lin, day)).toEqual({
    ok: false,
    failure: { code: 'day_of_certificate' },
  });
  const clientSecret = new Secret(house.sandbox().scenario('working-mailbox').values.clientSecret);
  const back = { registrationId, version: 2, clientSecret, secretExpiresOn: null };
  expect(await replaceSecret(made.customerId, lin, back)).toMatchObject({ ok: true });
  expect((await details(made))?.credential).toMatchObject({
    version: 3,
    certificate: null,
    expiresOn: null,
    expiresFrom: 'staff',
  });
  expect(await openCredential(made.customerId, registrationId)).toMatchObject({
    ok: true,
    value: { clientSecret },
  });
});

test('an existing one is added from a PFX, and with a wrong password nothing is', async () => {
  const made = await house.newMailbox('working-mailbox');
  const own = makeCertificate();
  const add = (password: string) =>
    addCertificate(
      made.customerId,
      wei,
      {
        registrationId: made.registrationId,
        certificate: new Secret(pfxOf(own, 'right')),
        password: new Secret(password),
      },
      new Date(),
    );
  expect(await add('wrong')).toEqual({ ok: false, failure: { code: 'certificate_password' } });
  expect((await details(made))?.pendingCertificate).toBeNull();
  expect(await add('right')).toEqual({ ok: true, value: null });
  expect((await waiting(made)).thumbprintSha256).toBe(own.thumbprintSha256);
  await upload(made);
  const { input } = await waiting(made);
  expect(
    await switchToCertificate(made.customerId, wei, { ...input, version: 1, insist: false }),
  ).toMatchObject({
    ok: true,
    value: { used: true },
  });
});

test('a ciphertext does not open in the place of another kind', async () => {
  const made = await house.newMailbox('working-mailbox');
  await make(made);
  const { input } = await waiting(made);
  // The waiting key in the place of the secret, and the secret under the name of the certificate.
  await sql(
    'update credential c set sealed = p.sealed from pending_certificate p where p.id = $1 and c.registration_id = p.registration_id',
    [input.certificateId],
  );
  expect(await openCredential(made.customerId, made.registrationId)).toEqual({
    ok: false,
    failure: { code: 'vault_refused' },
  });

  const next = await house.newMailbox('working-mailbox');
  await make(next);
  await sql(
    "update credential c set certificate = p.certificate, hint = '', expires_from = 'certificate', expires_on = '2027-05-20', expires_by_name = null from pending_certificate p where p.registration_id = $1 and c.registration_id = p.registration_id",
    [next.registrationId],
  );
  expect(await openCredential(next.customerId, next.registrationId)).toEqual({
    ok: false,
    failure: { code: 'vault_refused' },
  });
});
