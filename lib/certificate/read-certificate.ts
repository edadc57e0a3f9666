import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { fail, type Result, succeed } from '@/lib/result';
import { Secret } from '@/lib/secret';
import type { CertificateFault, KeyPair } from './certificate';
import { MOST_ROUNDS_OF_KEY, roundsOfKey } from './count-rounds';

/** The fewest bits of an RSA key. */
const FEWEST_BITS = 2048;

/**
 * The most bits of an RSA key: twice of what Azure Key Vault and Intune make. Microsoft names no limit of Entra's, but
 * every sign-in is signed with it, and meanwhile nobody else is answered: the time grows with the third power.
 */
const MOST_BITS = 8192;

type Read<T> = Result<T, { readonly code: CertificateFault }>;

// A key that the older form of PEM locks has hyphens in its head: Proc-Type, DEK-Info, AES-256-CBC (RFC 1421).
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----(?:(?!-----)[\s\S])+-----END \1-----/g;

/**
 * Reads a certificate and its private key from PEM text, in any order and with anything around them; certificates that
 * belong to other keys, such as a chain's, are left out.
 * @param password of an encrypted key; empty: none
 */
export function readCertificate(pem: Secret, password: Secret, now: Date): Read<KeyPair> {
  const blocks = [...pem.reveal().matchAll(BLOCK)].map(([text, label]) => ({ text, label: label ?? '' }));
  const certificates = blocks.filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label));
  const key = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (certificates.length === 0) return fail({ code: 'certificate_missing' });
  if (!key) return fail({ code: 'private_key_missing' });
  const privateKey = openKey(key, password);
  if (!privateKey.ok) return privateKey;
  try {
    const read = certificates.map(({ text }) => new X509Certificate(text));
    return matchCertificate(privateKey.value, read, now);
  } catch {
    return fail({ code: 'certificate_unreadable' });
  }
}

/**
 * Finds the certificate that belongs to the key, and judges both: RSA of 2048 to 8192 bits, in its time.
 * @param certificates at least one
 */
export function matchCertificate(
  key: KeyObject,
  certificates: readonly X509Certificate[],
  now: Date,
): Read<KeyPair> {
  if (key.asymmetricKeyType !== 'rsa') return fail({ code: 'key_not_rsa' });
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < FEWEST_BITS) return fail({ code: 'key_too_weak' });
  if (bits > MOST_BITS) return fail({ code: 'key_too_large' });
  const own = certificates.filter((certificate) => certificate.checkPrivateKey(key));
  const different = new Map(own.map((certificate) => [certificate.fingerprint256, certificate]));
  const [certificate, ...others] = different.values();
  if (!certificate) return fail({ code: 'private_key_other' });
  if (others.length > 0) return fail({ code: 'certificates_several' });
  if (now >= new Date(certificate.validTo)) return fail({ code: 'certificate_over' });
  if (now < new Date(certificate.validFrom)) return fail({ code: 'certificate_early' });
  const privateKey = new Secret(key.export({ type: 'pkcs8', format: 'pem' }).toString());
  return succeed({ privateKey, certificate: certificate.toString() });
}

function openKey(
  block: { readonly text: string; readonly label: string },
  password: Secret,
): Read<KeyObject> {
  const isEncrypted = block.label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type: 4,ENCRYPTED/m.test(block.text);
  const passphrase = password.reveal();
  if (isEncrypted && passphrase === '') return fail({ code: 'certificate_password' });
  try {
    if (block.label === 'ENCRYPTED PRIVATE KEY') {
      // The bytes that were judged are those that are opened.
      const key = Buffer.from(block.text.replace(/-----[A-Z ]+-----/g, ''), 'base64');
      if (!(roundsOfKey(key) <= MOST_ROUNDS_OF_KEY)) return fail({ code: 'certificate_too_slow' });
      return succeed(createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase }));
    }
    return succeed(createPrivateKey({ key: block.text, ...(isEncrypted ? { passphrase } : {}) }));
  } catch {
    return fail({ code: isEncrypted ? 'certificate_password' : 'certificate_unreadable' });
  }
}
