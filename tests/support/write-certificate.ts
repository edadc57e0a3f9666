import { type KeyObject, randomBytes, sign } from 'node:crypto';

// The shortest form and no other: browsers refuse the rest.
const lengthOf = (bytes: number): number[] => {
  if (bytes < 0x80) return [bytes];
  return bytes < 0x100 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff];
};
const tagged = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
};
const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts);
const identifier = (hex: string) => tagged(0x06, Buffer.from(hex, 'hex'));
const time = (text: string) => tagged(0x17, Buffer.from(text));

const ECDSA_WITH_SHA256 = sequence(identifier('2a8648ce3d040302'));
const COMMON_NAME = identifier('550403');
const SUBJECT_ALT_NAME = identifier('551d11');

const BASIC_CONSTRAINTS = identifier('551d13');

/** What a certificate says, and who signs it. */
export interface CertificateText {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  /** The issuer's. */
  readonly signedBy: KeyObject;
  /** Host names, and IPv4 addresses. */
  readonly names: readonly string[];
  readonly isAuthority: boolean;
}

/**
 * Writes a certificate in PEM, good from 2020 to 2049, byte by byte: Node makes none, and no private key should lie among
 * the files of the project. Keys are of the curve P-256.
 */
export function writeCertificate(text: CertificateText): string {
  const nameOf = (name: string) =>
    sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(name)))));
  const names = text.names.map((name) =>
    /^[\d.]+$/.test(name)
      ? tagged(0x87, Buffer.from(name.split('.').map(Number)))
      : tagged(0x82, Buffer.from(name)),
  );
  const yes = tagged(0x01, Buffer.from([0xff]));
  const extensions = [
    ...(text.isAuthority ? [sequence(BASIC_CONSTRAINTS, yes, tagged(0x04, sequence(yes)))] : []),
    ...(names.length > 0 ? [sequence(SUBJECT_ALT_NAME, tagged(0x04, sequence(...names)))] : []),
  ];
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    nameOf(text.issuer),
    sequence(time('200101000000Z'), time('491231000000Z')),
    nameOf(text.subject),
    text.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, text.signedBy);
  const der = sequence(toBeSigned, ECDSA_WITH_SHA256, tagged(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
