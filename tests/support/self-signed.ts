import { generateKeyPairSync } from 'node:crypto';
import { writeCertificate } from './write-certificate';

/** A TLS certificate and its key, in PEM. */
export interface KeyedCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes a certificate for `localhost` and 127.0.0.1 that nobody vouches for. */
export function selfSigned(): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = writeCertificate({
    subject: 'localhost',
    issuer: 'localhost',
    publicKey,
    signedBy: privateKey,
    names: ['localhost', '127.0.0.1'],
    isAuthority: false,
  });
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

/** A certificate authority that lives as long as the test which made it. */
export interface Authority {
  /** Its own certificate, in PEM: whoever trusts it trusts what it issues. */
  readonly cert: string;
  /** Issues a certificate for these host names. */
  issue(names: readonly string[]): KeyedCertificate;
}

/** Makes an authority. Its key never leaves memory. */
export function createAuthority(): Authority {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = 'Throw-away authority';
  return {
    cert: writeCertificate({
      subject: issuer,
      issuer,
      publicKey: root.publicKey,
      signedBy: root.privateKey,
      names: [],
      isAuthority: true,
    }),
    issue(names) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const cert = writeCertificate({
        subject: names[0] ?? '',
        issuer,
        publicKey: own.publicKey,
        signedBy: root.privateKey,
        names,
        isAuthority: false,
      });
      return { cert, key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
    },
  };
}
