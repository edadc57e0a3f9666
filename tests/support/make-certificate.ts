import { createHash, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import forge from 'node-forge';
import { Secret } from '@/lib/secret';

/** What a test's certificate is like; each has a good default. */
export interface CertificateWishes {
  readonly from?: Date;
  readonly to?: Date;
  readonly bits?: number;
  /** The key of another certificate, in PEM. */
  readonly key?: string;
}

/** A certificate with its key in PEM, and its thumbprints. */
export type MadeCertificate = ReturnType<typeof makeCertificate>;

const DAY_MS = 86_400_000;

/** Makes a certificate that only this test knows, made in another way than Posthouse makes them: with times of one's own. */
export function makeCertificate({ from, to, bits = 2048, key }: CertificateWishes = {}) {
  const privateKey = key
    ? forge.pki.privateKeyFromPem(key)
    : forge.pki.rsa.generateKeyPair({ bits }).privateKey;
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e);
  certificate.serialNumber = `01${randomUUID().replaceAll('-', '')}`;
  certificate.validity.notBefore = from ?? new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = to ?? new Date(Date.now() + 100 * DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: 'A test' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'A test' }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  const pem = forge.pki.certificateToPem(certificate).replaceAll('\r', '');
  const der = Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(certificate)).getBytes(), 'binary');
  const thumbprint = (algorithm: string) => createHash(algorithm).update(der).digest('hex').toUpperCase();
  const info = forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(privateKey));
  return {
    certificate: pem,
    privateKey: forge.pki.privateKeyInfoToPem(info).replaceAll('\r', ''),
    thumbprintSha1: thumbprint('sha1'),
    thumbprintSha256: thumbprint('sha256'),
  };
}

/** A PFX of a certificate and its key, in base64. */
export function pfxOf(
  { certificate, privateKey }: Pick<MadeCertificate, 'certificate' | 'privateKey'>,
  password: string,
  algorithm: '3des' | 'aes256' = '3des',
): string {
  const key = forge.pki.privateKeyFromPem(privateKey);
  const chain = [forge.pki.certificateFromPem(certificate)];
  const pfx = forge.pkcs12.toPkcs12Asn1(key, chain, password, { algorithm });
  return forge.util.encode64(forge.asn1.toDer(pfx).getBytes());
}

/** The same as a sign-in takes it. */
export const keyOf = ({ certificate, privateKey, thumbprintSha256 }: MadeCertificate) => ({
  certificate: { certificate, privateKey: new Secret(privateKey), thumbprintSha256 },
});

/** A client assertion as one likes it, signed with `key` by the algorithm that its header names. */
export function assertionOf(
  key: string,
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
): string {
  const encoded = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const text = encoded.join('.');
  const pss = header.alg === 'PS256' ? { padding: 6, saltLength: 32 } : {};
  const signature = sign('RSA-SHA256', Buffer.from(text), { key: createPrivateKey(key), ...pss });
  return `${text}.${signature.toString('base64url')}`;
}

/** Is this key the one that belongs to the certificate? */
export function belongTogether(certificate: string, privateKey: string): boolean {
  const spki = (of: string) => createPublicKey(of).export({ type: 'spki', format: 'pem' });
  return spki(certificate) === spki(privateKey);
}
