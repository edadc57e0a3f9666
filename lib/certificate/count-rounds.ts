import { pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';

/**
 * What all keys that one PFX has derived from its password may cost, in rounds of PKCS#12's own derivation: forge does
 * some 400,000 of them a second, and meanwhile nobody else is answered. A key takes its rounds once for each hash in its
 * length. Programs write, for each part: Windows 2,000, OpenSSL 2,048, Java since 16 10,000 and for the MAC up to 100,000;
 * before 16 Java wrote 50,000 and 100,000, which is 350,000 in all. Bouncy Castle's 600,000 pass where they are PBKDF2.
 * Sources: docs.openssl.org/master/man1/openssl-pkcs12, bugs.openjdk.org/browse/JDK-8153005 and JDK-8267880,
 * docs.keyfactor.com/ejbca (PKCS#12 Key Generation Iteration Configuration).
 */
const MOST_ROUNDS = 400_000;

/** How many rounds of PBKDF2 OpenSSL does in the time of one of forge's. */
const PBKDF2_PER_ROUND = 5;

/** The most rounds of an encrypted key in PEM, which OpenSSL does by itself; of scrypt the product of N, r and p. */
export const MOST_ROUNDS_OF_KEY = 1_000_000;

/** Thrown where a file asks for more rounds than its password is stretched with here. */
export class TooManyRounds extends Error {}

interface Digest {
  readonly algorithm: string;
  readonly digestLength: number;
}

/** What forge derives keys with. Its types leave it out. */
interface Derivations {
  generateKey: (
    password: string | null,
    salt: forge.util.ByteBuffer,
    id: number,
    rounds: number,
    bytes: number,
    digest: Digest,
  ) => forge.util.ByteBuffer;
  pbkdf2: (password: string, salt: string, rounds: number, bytes: number, digest: Digest) => string;
}

const { pbe } = forge.pki as unknown as { pbe: { generatePkcs12Key: Derivations['generateKey'] } };
const pkcs12 = forge.pkcs12 as unknown as Pick<Derivations, 'generateKey'>;
const pkcs5 = forge.pkcs5 as unknown as Pick<Derivations, 'pbkdf2'>;

/**
 * Does `work` of forge's with every round counted before it is done. They are counted where forge derives a key and not
 * read out of the file beforehand: a part that asks for many may lie encrypted in another, or be written as forge reads
 * it and another reader does not. A worker thread with a time limit would hold nobody up, but its file would have to be
 * found by the build, by development and by the tests alike. PBKDF2 is left to OpenSSL, which does it thirty times faster.
 * @throws TooManyRounds when all of them together cost more than may be
 */
export function withRoundsCounted<T>(work: () => T): T {
  let left = MOST_ROUNDS;
  const spend = (rounds: number, bytes: number, { digestLength }: Digest) => {
    left -= rounds * Math.ceil(bytes / digestLength);
    // A negative number would give rounds to the parts that follow.
    if (!(rounds >= 0 && left >= 0)) throw new TooManyRounds();
  };
  const { generatePkcs12Key } = pbe;
  const { pbkdf2 } = pkcs5;
  const counted: Derivations['generateKey'] = (password, salt, id, rounds, bytes, digest) => {
    spend(rounds, bytes, digest);
    return generatePkcs12Key(password, salt, id, rounds, bytes, digest);
  };
  pbe.generatePkcs12Key = counted;
  pkcs12.generateKey = counted;
  pkcs5.pbkdf2 = (password, salt, rounds, bytes, digest) => {
    spend(rounds / PBKDF2_PER_ROUND, bytes, digest);
    const binary = [Buffer.from(password, 'binary'), Buffer.from(salt, 'binary')] as const;
    return pbkdf2Sync(...binary, rounds, bytes, digest.algorithm).toString('binary');
  };
  try {
    return work();
  } finally {
    // `work` waits for nothing, so nobody else met these meanwhile.
    pbe.generatePkcs12Key = generatePkcs12Key;
    pkcs12.generateKey = generatePkcs12Key;
    pkcs5.pbkdf2 = pbkdf2;
  }
}

/** scrypt (RFC 7914), which names its cost as N, r and p. */
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

/**
 * How many rounds an encrypted key asks for: the greatest number in its algorithm, whichever that is. The key itself is
 * not looked into.
 * @param der an EncryptedPrivateKeyInfo (RFC 5958)
 * @throws when it is none
 */
export function roundsOfKey(der: Buffer): number {
  const info = forge.asn1.fromDer(der.toString('binary'));
  const [algorithm] = info.value as forge.asn1.Asn1[];
  const leaves = leavesOf(algorithm as forge.asn1.Asn1);
  const numbers = leaves.filter(({ type }) => type === forge.asn1.Type.INTEGER).map(numberOf);
  const isScrypt = leaves.some(
    ({ type, value }) => type === forge.asn1.Type.OID && forge.asn1.derToOid(value as string) === SCRYPT,
  );
  return isScrypt
    ? numbers.slice(0, 3).reduce((product, each) => product * each, 1)
    : Math.max(0, ...numbers);
}

function leavesOf(node: forge.asn1.Asn1): forge.asn1.Asn1[] {
  return Array.isArray(node.value) ? (node.value as forge.asn1.Asn1[]).flatMap(leavesOf) : [node];
}

const numberOf = ({ value }: forge.asn1.Asn1) => Number.parseInt(forge.util.bytesToHex(value as string), 16);
