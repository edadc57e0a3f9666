/**
 * A key-encryption key. It wraps the keys of records and unwraps them; it is never given out itself. Both are asynchronous
 * because a key service answers over a network.
 */
export interface WrappingKey {
  /** Wraps a record's key, bound to `context`. @returns bytes that this key alone unwraps, and for this context alone */
  wrap(recordKey: Buffer, context: Buffer): Promise<Buffer>;
  /** @returns null when the bytes were changed, or belong to another key or context */
  unwrap(wrapped: Buffer, context: Buffer): Promise<Buffer | null>;
}

/** The key-encryption keys of one moment. Several may open; one seals. */
export interface Keyring {
  /** By id. Null: something is given under this id, but it is no whole key. */
  readonly keys: ReadonlyMap<string, WrappingKey | null>;
  /** It need not be among `keys`. Null: there is no key at all. */
  readonly sealingKeyId: string | null;
  /** Why the source could not be read anew, if it could not: the keys are then those that were read before, or none. */
  readonly fault: KeySourceFault | null;
}

/** What keeps a key file from being read. `path` is where it should be. */
export interface KeySourceFault {
  readonly code: 'key_file_unreadable' | 'key_file_open_to_others' | 'key_file_not_a_list';
  readonly path: string;
}

/**
 * Where key-encryption keys come from: the environment, a file, and once there is one a key service, which is one more
 * file beside environment-keys.ts and file-keys.ts and one more line in keyring.ts.
 */
export interface KeySource {
  /** The keys as they are now. Asked before each use, so an answer without work should be quick. */
  keyring(): Promise<Keyring>;
}
