/** Why a value could not be sealed or opened. */
export type VaultFailure =
  /** The key that the value names is not among VAULT_KEYS. */
  | { readonly code: 'vault_key_missing'; readonly keyId: string }
  /** A key of that id is there, but it is not the one that this database was sealed with. */
  | { readonly code: 'vault_key_wrong'; readonly keyId: string }
  /** The ciphertext was changed, cut, or moved from another row; or its format is unknown. */
  | { readonly code: 'vault_refused' };

/** What the check at start found of one key. */
export interface KeyState {
  readonly keyId: string;
  readonly state: 'usable' | 'missing' | 'wrong';
  /** Is it the key that new values are sealed with? */
  readonly seals: boolean;
}
