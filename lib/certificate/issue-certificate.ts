import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { Secret } from '@/lib/secret';
import type { CERTIFICATE_YEARS, KeyPair } from './certificate';

const makeKeys = promisify(generateKeyPair);

/** How long before it was made a certificate is good already: the clocks of those who check it differ. */
const EARLIER_MS = 10 * 60_000;

/**
 * Makes an RSA key pair of 2048 bits and a self-signed certificate for it (SHA-256), as Entra takes them. Nothing hangs
 * on the name in it: Entra trusts the key that was uploaded.
 * @param name stands in the certificate as its common name, at most 64 characters
 */
export async function issueCertificate(
  name: string,
  years: (typeof CERTIFICATE_YEARS)[number],
  now: Date,
): Promise<KeyPair> {
  const keys = await makeKeys('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  // Positive: the first bit of an integer in DER is its sign.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = new Date(now.getTime() - EARLIER_MS);
  certificate.validity.notAfter = inYears(now, years);
  const subject = [{ name: 'commonName', value: name.slice(0, 64) }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(keys.privateKey), forge.md.sha256.create());
  return {
    privateKey: new Secret(keys.privateKey),
    certificate: forge.pki.certificateToPem(certificate).replaceAll('\r', ''),
  };
}

function inYears(now: Date, years: number): Date {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  return end;
}
