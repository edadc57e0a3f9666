import { X509Certificate } from 'node:crypto';

/** The certificates that were uploaded to apps since the start: "Certificates & secrets" of the Entra admin center. */
export interface Certificates {
  /** Uploads one; the same again changes nothing. */
  upload(clientId: string, certificate: X509Certificate): void;
  of(clientId: string): readonly X509Certificate[];
  clear(): void;
}

/** No app has one yet. */
export function createCertificates(): Certificates {
  const uploaded = new Map<string, readonly X509Certificate[]>();
  const of = (clientId: string) => uploaded.get(clientId.toLowerCase()) ?? [];
  return {
    of,
    upload(clientId, certificate) {
      const others = of(clientId).filter((known) => known.fingerprint256 !== certificate.fingerprint256);
      uploaded.set(clientId.toLowerCase(), [...others, certificate]);
    },
    clear: () => uploaded.clear(),
  };
}

/** A certificate as Entra takes it for upload (.cer, .pem, .crt): PEM or DER. Null: it is none. */
export function readUpload(bytes: Buffer): X509Certificate | null {
  try {
    return new X509Certificate(bytes);
  } catch {
    return null;
  }
}

/** A certificate's thumbprint as Entra shows it and names it in refusals: SHA-1, upper case, without colons. */
export function thumbprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint.replaceAll(':', '');
}
