import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** What a passkey says otherwise than it should, for the tests of refusals. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  /** Did it ask for a finger or a PIN? */
  readonly verified?: boolean;
  readonly challenge?: string;
  readonly type?: string;
  readonly userHandle?: string | null;
  readonly counter?: number;
}

/** A passkey in memory: what a device signs, byte by byte (WebAuthn level 3, ES256, attestation "none"). */
export class SoftPasskey {
  readonly id = randomBytes(32).toString('base64url');
  readonly #key: KeyObject;
  readonly #point: { x: Buffer; y: Buffer };
  #counter = 0;
  #userHandle = '';

  constructor(private readonly origin = 'http://localhost:3000') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    this.#point = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** The answer of `navigator.credentials.create()`, as the browser sends it. */
  create(options: { challenge: string; user: { id: string } }, lies: Lies = {}): string {
    this.#userHandle = options.user.id;
    const credential = Buffer.concat([
      Buffer.alloc(16),
      Buffer.from([0, 32]),
      Buffer.from(this.id, 'base64url'),
      cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, this.#point.x],
          [-3, this.#point.y],
        ]),
      ),
    ]);
    const authData = this.#authData(lies, credential);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]);
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', options.challenge, lies).toString('base64url'),
      attestationObject: cbor(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** The answer of `navigator.credentials.get()`. */
  get(options: { challenge: string }, lies: Lies = {}): string {
    const clientData = this.#clientData('webauthn.get', options.challenge, lies);
    const authData = this.#authData(lies);
    const hash = createHash('sha256').update(clientData).digest();
    const signature = createSign('sha256').update(authData).update(hash).sign(this.#key);
    const { userHandle = this.#userHandle } = lies;
    return this.#answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      ...(userHandle === null ? {} : { userHandle }),
    });
  }

  #answer(response: object): string {
    const { id } = this;
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }

  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: lies.type ?? type,
        challenge: lies.challenge ?? challenge,
        origin: lies.origin ?? this.origin,
        crossOrigin: false,
      }),
    );
  }

  #authData(lies: Lies, credential: Buffer = Buffer.alloc(0)): Buffer {
    const rpId = lies.rpId ?? new URL(this.origin).hostname;
    const present = 1;
    const verified = (lies.verified ?? true) ? 4 : 0;
    const attested = credential.length > 0 ? 64 : 0;
    const counter = Buffer.alloc(4);
    this.#counter += 1;
    counter.writeUInt32BE(lies.counter ?? this.#counter);
    const rpIdHash = createHash('sha256').update(rpId).digest();
    return Buffer.concat([rpIdHash, Buffer.from([present | verified | attested]), counter, credential]);
  }
}

/** As much of CBOR (RFC 8949) as a passkey needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...value].flatMap(([key, each]) => [cbor(key), cbor(each)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  throw new Error('a passkey does not say such a thing');
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}
