/** Why a value could not be sealed or opened. */
export type VaultFailure =
  /** The key that the value names is not here, or not whole. */
  | { readonly code: 'vault_key_missing'; readonly keyId: string }
  /** A key of that id is there, but it is not the one that this database was sealed with. */
  | { readonly code: 'vault_key_wrong'; readonly keyId: string }
  /** The ciphertext was changed, cut, or moved from another row; or its format is unknown. */
  | { readonly code: 'vault_refused' };

/** What is known of one key. */
export interface KeyState {
  readonly keyId: string;
  /**
   * `missing`: it is not here. `incomplete`: what stands under its id is no whole key. `wrong`: a whole key stands there,
   * and not the one that this database knows by that id.
   */
  readonly state: 'usable' | 'missing' | 'incomplete' | 'wrong';
  /** Of a wrong one: the id of the key that it really is, if that is known here. */
  readonly isKeyOf?: string | undefined;
  /** Is it the key that new values are sealed with? */
  readonly seals: boolean;
}
