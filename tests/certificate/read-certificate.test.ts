import { createPrivateKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { beforeAll, describe, expect, test } from 'vitest';
import { factsOfCertificate } from '@/lib/certificate/certificate';
import { issueCertificate } from '@/lib/certificate/issue-certificate';
import { readCertificate } from '@/lib/certificate/read-certificate';
import { readPfx } from '@/lib/certificate/read-pfx';
import { Secret } from '@/lib/secret';
import { belongTogether, makeCertificate, pfxOf } from '../support/make-certificate';
import { selfSigned } from '../support/self-signed';

const known = makeCertificate();
const other = makeCertificate();
const again = makeCertificate({ key: known.privateKey });
const ended = makeCertificate({ from: new Date('2024-01-01'), to: new Date('2025-01-01') });
const early = makeCertificate({ from: new Date('2090-01-01'), to: new Date('2091-01-01') });
const weak = makeCertificate({ bits: 1024 });
const curve = selfSigned();
const now = new Date();

const readPem = (pem: string, password = '') => readCertificate(new Secret(pem), new Secret(password), now);
const locked = (password: string, type: 'pkcs1' | 'pkcs8') =>
  createPrivateKey(known.privateKey)
    .export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: password })
    .toString();
const pkcs1 = createPrivateKey(known.privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();

describe('a certificate that Posthouse makes', () => {
  test.each([1, 2] as const)(
    'is RSA 2048 with SHA-256, for %i years, and belongs to its key',
    async (years) => {
      const at = new Date('2027-02-28T10:00:00Z');
      const { privateKey, certificate } = await issueCertificate('Posthouse', years, at);
      expect(belongTogether(certificate, privateKey.reveal())).toBe(true);
      expect(createPrivateKey(privateKey.reveal()).asymmetricKeyDetails?.modulusLength).toBe(2048);
      const facts = factsOfCertificate(certificate);
      expect(facts.notAfter).toEqual(new Date(`${2027 + years}-02-28T10:00:00Z`));
      expect(facts.notBefore.getTime()).toBeLessThan(at.getTime());
      expect(facts.thumbprintSha1).toMatch(/^[0-9A-F]{40}$/);
      expect(facts.thumbprintSha256).toMatch(/^[0-9A-F]{64}$/);
      expect(readCertificate(new Secret(privateKey.reveal() + certificate), new Secret(''), at).ok).toBe(
        true,
      );
    },
  );
});

describe('PEM', () => {
  test.each([
    ['key first', known.privateKey + known.certificate],
    [
      'certificate first, with words around',
      `Bag Attributes\n${known.certificate}\nKey:\n${known.privateKey}`,
    ],
    ['a key of the older form', pkcs1 + known.certificate],
    ['with a chain', known.certificate + other.certificate + known.privateKey],
    ['with line ends of Windows', (known.privateKey + known.certificate).replaceAll('\n', '\r\n')],
    ['the same certificate twice', known.certificate + known.certificate + known.privateKey],
  ])('%s gives the pair', (_, pem) => {
    const read = readPem(pem);
    if (!read.ok) throw new Error(read.failure.code);
    expect(factsOfCertificate(read.value.certificate).thumbprintSha256).toBe(known.thumbprintSha256);
    expect(belongTogether(read.value.certificate, read.value.privateKey.reveal())).toBe(true);
  });

  test.each([
    ['PKCS#8', 'pkcs8'],
    ['the older form, with Proc-Type and DEK-Info,', 'pkcs1'],
  ] as const)('with a locked key in %s needs its password', (_, type) => {
    const pem = locked('right', type) + known.certificate;
    if (type === 'pkcs1') expect(pem).toContain('Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,');
    expect(readPem(pem, 'right')).toMatchObject({ ok: true });
    for (const password of ['', 'wrong'])
      expect(readPem(pem, password)).toEqual({ ok: false, failure: { code: 'certificate_password' } });
  });

  test.each([
    ['nothing', '', 'certificate_missing'],
    ['a key alone', known.privateKey, 'certificate_missing'],
    ['a certificate alone', known.certificate, 'private_key_missing'],
    ['the key of another', other.privateKey + known.certificate, 'private_key_other'],
    ['two of one key', known.privateKey + known.certificate + again.certificate, 'certificates_several'],
    ['one that has ended', ended.privateKey + ended.certificate, 'certificate_over'],
    ['one that has not begun', early.privateKey + early.certificate, 'certificate_early'],
    ['a short key', weak.privateKey + weak.certificate, 'key_too_weak'],
    ['a key of 9,000 bits', longKey() + known.certificate, 'key_too_large'],
    ['a curve', curve.key + curve.cert, 'key_not_rsa'],
    [
      'a broken certificate',
      `${known.privateKey}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`,
      'certificate_unreadable',
    ],
    [
      'a broken key',
      `${known.certificate}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      'certificate_unreadable',
    ],
  ])('%s is %s', (_, pem, code) => {
    expect(readPem(pem)).toEqual({ ok: false, failure: { code } });
  });
});

describe('PFX', () => {
  const read = (pfx: string, password = 'right') => readPfx(new Secret(pfx), new Secret(password), now);
  let usual: string;
  beforeAll(() => {
    usual = pfxOf(known, 'right');
  });

  test('a .cer in its place is a certificate without its key', () => {
    const cer = new X509Certificate(known.certificate).raw.toString('base64');
    expect(read(cer)).toEqual({ ok: false, failure: { code: 'private_key_missing' } });
  });

  test.each(['3des', 'aes256'] as const)('with %s and its password gives the pair', (algorithm) => {
    const pair = read(pfxOf(known, 'right', algorithm));
    if (!pair.ok) throw new Error(pair.failure.code);
    expect(factsOfCertificate(pair.value.certificate).thumbprintSha256).toBe(known.thumbprintSha256);
    expect(belongTogether(pair.value.certificate, pair.value.privateKey.reveal())).toBe(true);
  });

  test('without a password is read without one', () => {
    expect(read(pfxOf(known, ''), '')).toMatchObject({ ok: true });
  });

  test.each(['', 'wrong', 'right '])(
    'with the password "%s" instead of its own is refused for that',
    (password) => {
      expect(read(usual, password)).toEqual({ ok: false, failure: { code: 'certificate_password' } });
    },
  );

  test('that has ended, or is none, says so', () => {
    expect(read(pfxOf(ended, 'right'))).toEqual({ ok: false, failure: { code: 'certificate_over' } });
    expect(read(Buffer.from('no PFX').toString('base64'))).toMatchObject({ ok: false });
    expect(read('')).toEqual({ ok: false, failure: { code: 'certificate_missing' } });
    expect(read(usual.slice(0, 400))).toMatchObject({ ok: false });
  });
});

// A key is derived from a password before anything tells whether that is right, and meanwhile nobody else is answered.
describe('a password that is stretched too often is not tried', () => {
  const read = (pfx: forge.asn1.Asn1) =>
    readPfx(new Secret(forge.util.encode64(forge.asn1.toDer(pfx).getBytes())), new Secret('right'), now);
  const tooSlow = { ok: false, failure: { code: 'certificate_too_slow' } };
  const MANY = 2_000_000_000;

  test.each(['3des', 'aes256'] as const)('in the key of a PFX, with %s', (algorithm) => {
    expect(read(pfxWith([data([keyBag(MANY, algorithm)])]))).toEqual(tooSlow);
  });

  test('in a key that lies in an encrypted part', () => {
    expect(read(pfxWith([encrypted([keyBag(MANY)])]))).toEqual(tooSlow);
  });

  test('in an encrypted part, and in the MAC', () => {
    expect(read(pfxWith([encrypted([keyBag(1)], MANY)]))).toEqual(tooSlow);
    const maced = forge.asn1.fromDer(forge.util.decode64(pfxOf(known, 'right')));
    setNumber(at(maced, 2, 2), MANY);
    expect(read(maced)).toEqual(tooSlow);
  });

  test('in all parts together, of which each alone would be', () => {
    const bag = keyBag(30_000);
    expect(read(pfxWith([data([bag, bag, bag])]))).toEqual({
      ok: false,
      failure: { code: 'certificate_missing' },
    });
    expect(read(pfxWith([data([bag, bag, bag, bag, bag])]))).toEqual(tooSlow);
  });

  test('as often as Java did before 16 it is', () => {
    const key = forge.pki.privateKeyFromPem(known.privateKey);
    const chain = [forge.pki.certificateFromPem(known.certificate)];
    // The key takes them three times, the MAC once: 350,000.
    const pfx = forge.pkcs12.toPkcs12Asn1(key, chain, 'right', { algorithm: '3des', count: 87_500 });
    expect(read(pfx)).toMatchObject({ ok: true });
  });

  test.each<[string, (info: forge.asn1.Asn1) => void, '3des'?]>([
    ['by PBKDF2', (info: forge.asn1.Asn1) => setNumber(at(info, 0, 1, 0, 1, 1), MANY)],
    ['by the way of PKCS#12', (info: forge.asn1.Asn1) => setNumber(at(info, 0, 1, 1), MANY), '3des'],
    [
      'by scrypt',
      (info: forge.asn1.Asn1) => {
        at(info, 0, 1, 0, 0).value = forge.asn1.oidToDer('1.3.6.1.4.1.11591.4.11').getBytes();
        const salt = at(info, 0, 1, 0, 1, 0);
        at(info, 0, 1, 0, 1).value = [salt, number(1 << 17), number(1), number(1 << 17)];
      },
    ],
  ])('in a key in PEM, %s', (_, change, algorithm) => {
    const info = lockedKey(1, algorithm ?? 'aes256');
    const pem = () => forge.pki.encryptedPrivateKeyToPem(info) + known.certificate;
    expect(readPem(pem(), 'right')).toMatchObject({ ok: true });
    change(info);
    expect(readPem(pem(), 'right')).toEqual(tooSlow);
  });
});

const { Class, Type, create } = forge.asn1;
const sequence = (...parts: forge.asn1.Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, parts);
const oid = (of: string) =>
  create(Class.UNIVERSAL, Type.OID, false, forge.asn1.oidToDer(forge.pki.oids[of] as string).getBytes());
const octets = (bytes: string) => create(Class.UNIVERSAL, Type.OCTETSTRING, false, bytes);
const tagged = (inside: forge.asn1.Asn1) => create(Class.CONTEXT_SPECIFIC, 0, true, [inside]);
const number = (of: number) =>
  create(Class.UNIVERSAL, Type.INTEGER, false, forge.asn1.integerToDer(of).getBytes());

function setNumber(node: forge.asn1.Asn1 | undefined, to: number): void {
  if (node?.type !== Type.INTEGER) throw new Error('no number stands there');
  node.value = forge.asn1.integerToDer(to).getBytes();
}

/** The part of a part of … */
const at = (node: forge.asn1.Asn1, ...path: number[]): forge.asn1.Asn1 =>
  path.reduce((part, next) => (part.value as forge.asn1.Asn1[])[next] as forge.asn1.Asn1, node);

/** An EncryptedPrivateKeyInfo of the known key, or of anything else. */
function lockedKey(rounds: number, algorithm: '3des' | 'aes256', of?: forge.asn1.Asn1): forge.asn1.Asn1 {
  const info =
    of ??
    forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(forge.pki.privateKeyFromPem(known.privateKey)));
  const locked = forge.pki.encryptPrivateKeyInfo(info, 'right', {
    algorithm,
    count: Math.min(rounds, 50_000),
  });
  if (rounds > 50_000)
    setNumber(algorithm === '3des' ? at(locked, 0, 1, 1) : at(locked, 0, 1, 0, 1, 1), rounds);
  return locked;
}

const keyBag = (rounds: number, algorithm: '3des' | 'aes256' = '3des') =>
  sequence(oid('pkcs8ShroudedKeyBag'), tagged(lockedKey(rounds, algorithm)));

const data = (bags: forge.asn1.Asn1[]) =>
  sequence(oid('data'), tagged(octets(forge.asn1.toDer(sequence(...bags)).getBytes())));

/** A part of a PFX that is itself encrypted. */
function encrypted(bags: forge.asn1.Asn1[], rounds = 1): forge.asn1.Asn1 {
  const locked = lockedKey(rounds, '3des', sequence(...bags));
  const content = create(Class.CONTEXT_SPECIFIC, 0, false, at(locked, 1).value);
  return sequence(
    oid('encryptedData'),
    tagged(sequence(number(0), sequence(oid('data'), at(locked, 0), content))),
  );
}

/** A PFX without a MAC. */
const pfxWith = (parts: forge.asn1.Asn1[]) => sequence(number(3), data(parts));

/** A key that nothing can be signed with; how long it is, is read first. */
function longKey(): string {
  const big = new forge.jsbn.BigInteger('2').pow(8_999).add(new forge.jsbn.BigInteger('1'));
  const one = new forge.jsbn.BigInteger('65537');
  const key = forge.pki.setRsaPrivateKey(big, one, one, one, one, one, one, one);
  return forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)));
}
