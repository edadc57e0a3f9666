import { X509Certificate } from 'node:crypto';
import type { Secret } from '@/lib/secret';

/** For how many years a certificate may be made. */
export const CERTIFICATE_YEARS = [1, 2] as const;

/** A certificate with its private key, as it is made or read and before it is sealed. */
export interface KeyPair {
  /** PKCS#8 in PEM, without a password. */
  readonly privateKey: Secret;
  /** In PEM, the one certificate that belongs to the key. */
  readonly certificate: string;
}

/** What may be shown of a certificate: all of it is public. */
export interface CertificateFacts {
  /** In PEM. */
  readonly certificate: string;
  /** Upper-case hexadecimal digits without colons: what Entra shows. */
  readonly thumbprintSha1: string;
  /** The same of SHA-256: what names the certificate at a sign-in. */
  readonly thumbprintSha256: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Why a certificate cannot be used. */
export type CertificateFault =
  /** There is no certificate in what was given, or it is no PEM and no PFX. */
  | 'certificate_missing'
  /** It is a certificate or a PFX that does not read. */
  | 'certificate_unreadable'
  /** There is a certificate and no private key. */
  | 'private_key_missing'
  /** The password is missing or wrong. */
  | 'certificate_password'
  /** The private key belongs to another certificate. */
  | 'private_key_other'
  /** Several certificates belong to the key: which one is uploaded nobody can tell. */
  | 'certificates_several'
  /** Entra takes RSA keys alone. */
  | 'key_not_rsa'
  /** Fewer than 2048 bits. */
  | 'key_too_weak'
  /** More than 8192 bits. */
  | 'key_too_large'
  /** Its password is stretched so often that opening it would hold up everybody. */
  | 'certificate_too_slow'
  /** Its last day is over. */
  | 'certificate_over'
  /** Its first day has not come. */
  | 'certificate_early';

/** Reads what may be shown of a certificate in PEM. @throws when it is none: it was read before it was stored */
export function factsOfCertificate(certificate: string): CertificateFacts {
  const read = new X509Certificate(certificate);
  return {
    certificate: read.toString(),
    thumbprintSha1: read.fingerprint.replaceAll(':', ''),
    thumbprintSha256: read.fingerprint256.replaceAll(':', ''),
    notBefore: new Date(read.validFrom),
    notAfter: new Date(read.validTo),
  };
}
