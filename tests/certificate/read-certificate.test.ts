import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
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

  // One call of PBKDF2 with as many rounds would hold up every request of this process for minutes.
  test('that asks for a million rounds and more is not tried', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const pfx = Buffer.from(pfxOf({ certificate: known.certificate, privateKey: key }, 'right'), 'base64');
    // The MAC's rounds are the last number in the file: 2048 as 02 02 08 00.
    const at = pfx.lastIndexOf(Buffer.from('02020800', 'hex'));
    expect(at).toBeGreaterThan(0);
    const many = Buffer.concat([
      pfx.subarray(0, at),
      Buffer.from('0204', 'hex'),
      Buffer.from('7fffffff', 'hex'),
    ]);
    expect(read(withLength(many, 2).toString('base64'))).toEqual({
      ok: false,
      failure: { code: 'certificate_unreadable' },
    });
  });
});

/** The same DER with the outermost length, and that of its last part, made longer by `more`. */
function withLength(der: Buffer, more: number): Buffer {
  const longer = Buffer.from(der);
  longer.writeUInt16BE(longer.readUInt16BE(2) + more, 2);
  // MacData, which is the last part: 30 followed by a length of one byte.
  const mac = longer.lastIndexOf(Buffer.from('30213009', 'hex')) - 2;
  longer[mac + 1] = (longer[mac + 1] as number) + more;
  return longer;
}
