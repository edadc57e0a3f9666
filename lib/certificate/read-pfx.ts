import { createPrivateKey, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { fail, type Result } from '@/lib/result';
import type { Secret } from '@/lib/secret';
import type { CertificateFault, KeyPair } from './certificate';
import { TooManyRounds, withRoundsCounted } from './count-rounds';
import { matchCertificate } from './read-certificate';

/**
 * Reads a certificate and its private key from a PFX (PKCS#12), as Windows, OpenSSL and Azure Key Vault write it.
 * @param pfx in base64
 * @param password empty: none
 */
export function readPfx(
  pfx: Secret,
  password: Secret,
  now: Date,
): Result<KeyPair, { readonly code: CertificateFault }> {
  let outer: forge.asn1.Asn1;
  try {
    outer = forge.asn1.fromDer(forge.util.decode64(pfx.reveal()));
  } catch {
    return fail({ code: 'certificate_missing' });
  }
  if (isCertificate(pfx)) return fail({ code: 'private_key_missing' });
  let opened: forge.pkcs12.Pkcs12Pfx;
  try {
    opened = withRoundsCounted(() => openWith(outer, password.reveal()));
  } catch (error) {
    if (error instanceof TooManyRounds) return fail({ code: 'certificate_too_slow' });
    const isPassword = /password|MAC|decrypt/i.test(error instanceof Error ? error.message : '');
    return fail({ code: isPassword ? 'certificate_password' : 'certificate_unreadable' });
  }
  const bags = opened.safeContents.flatMap(({ safeBags }) => safeBags);
  // Of a key or a certificate that forge itself cannot read, such as an elliptic curve's, the bag holds the ASN.1.
  const key = bags.find(({ type }) => type === KEY || type === SHROUDED_KEY);
  const certificates = bags.filter(({ type }) => type === CERTIFICATE);
  if (!key) return fail({ code: certificates.length > 0 ? 'private_key_missing' : 'certificate_missing' });
  if (certificates.length === 0) return fail({ code: 'certificate_missing' });
  try {
    return matchCertificate(
      createPrivateKey({ key: derOfKey(key), format: 'der', type: 'pkcs8' }),
      certificates.map((bag) => new X509Certificate(derOfCertificate(bag))),
      now,
    );
  } catch {
    return fail({ code: 'certificate_unreadable' });
  }
}

/** Is it a .cer, as Posthouse itself hands them out: the certificate alone? */
function isCertificate(der: Secret): boolean {
  try {
    return new X509Certificate(Buffer.from(der.reveal(), 'base64')).raw.length > 0;
  } catch {
    return false;
  }
}

const KEY = forge.pki.oids.keyBag;
const SHROUDED_KEY = forge.pki.oids.pkcs8ShroudedKeyBag;
const CERTIFICATE = forge.pki.oids.certBag;

function openWith(outer: forge.asn1.Asn1, password: string): forge.pkcs12.Pkcs12Pfx {
  if (password !== '') return forge.pkcs12.pkcs12FromAsn1(outer, password);
  // "No password" and "the empty password" are two in PKCS#12; programs write either.
  try {
    return forge.pkcs12.pkcs12FromAsn1(outer, '');
  } catch (error) {
    if (error instanceof TooManyRounds) throw error;
    return forge.pkcs12.pkcs12FromAsn1(outer, null as unknown as string);
  }
}

function derOfKey(bag: forge.pkcs12.Bag): Buffer {
  const info = bag.key
    ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key))
    : (bag.asn1 as forge.asn1.Asn1);
  return Buffer.from(forge.asn1.toDer(info).getBytes(), 'binary');
}

function derOfCertificate(bag: forge.pkcs12.Bag): Buffer {
  const certificate = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : (bag.asn1 as forge.asn1.Asn1);
  return Buffer.from(forge.asn1.toDer(certificate).getBytes(), 'binary');
}
