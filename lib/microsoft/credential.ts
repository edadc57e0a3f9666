import type { Secret } from '@/lib/secret';

/** A certificate that is uploaded to the app registration, with its private key. */
export interface CertificateKey {
  /** PKCS#8 in PEM. */
  readonly privateKey: Secret;
  /** In hexadecimal digits. Colons, blanks and letter case, which other programs write it with, do not matter. */
  readonly thumbprintSha256: string;
  /** The certificate in PEM, which is public; it goes along as `x5c`. */
  readonly certificate: string;
}

/** What an app registration signs in with: the one or the other. */
export type SignInCredential = { readonly clientSecret: Secret } | { readonly certificate: CertificateKey };

/**
 * A credential as MSAL takes it. With the SHA-256 thumbprint alone MSAL signs with PS256 and names the certificate by
 * `x5t#S256`; the SHA-1 one, which would make it RS256, is never given. A thumbprint with colons would be sent as it is,
 * and Entra answers AADSTS700027.
 */
export function msalCredential(credential: SignInCredential) {
  if ('clientSecret' in credential) return { clientSecret: credential.clientSecret.reveal() };
  const { privateKey, thumbprintSha256, certificate } = credential.certificate;
  return {
    clientCertificate: {
      thumbprintSha256: thumbprintSha256.replace(/[^0-9a-f]/gi, '').toUpperCase(),
      privateKey: privateKey.reveal(),
      x5c: certificate,
    },
  };
}

/** What of a credential must not stay in any text. */
export function secretsOf(credential: SignInCredential): readonly Secret[] {
  return ['clientSecret' in credential ? credential.clientSecret : credential.certificate.privateKey];
}
