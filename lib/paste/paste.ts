import type { Secret } from '@/lib/secret';

/** The fields that a paste can fill, by their names in the forms. */
export type PasteField =
  | 'tenantId'
  | 'clientId'
  | 'clientSecret'
  | 'secretExpiresOn'
  | 'mailboxAddress'
  | 'cloud';

/**
 * Where in the paste something stood. `label` holds words of our own list of labels as they were pasted, never anything
 * else of the paste: it may be shown.
 */
export interface Source {
  /** Counted from 1. */
  readonly line: number;
  readonly label: string | null;
  readonly place: 'label' | 'column' | 'link' | 'line';
}

/** A value for one field. A secret is a {@link Secret}; `shown` is what may be seen of the value. */
export interface Candidate {
  readonly field: PasteField;
  readonly value: string | Secret;
  readonly shown: string;
  readonly from: Source;
}

/** What was recognised and is for no field, and why. */
export interface LeftOut {
  readonly why:
    | 'secret_id'
    | 'object_id'
    | 'other_id'
    | 'id_unlabelled'
    | 'address_unlabelled'
    /** Entra shows a secret's first characters and stars later on. */
    | 'secret_masked'
    /** Pasted in full-width characters, which a secret has none of. */
    | 'secret_full_width';
  readonly shown: string;
  readonly from: Source;
}

/** What only a person can tell: which of these it is, or none of them. */
export interface Question {
  /** `which_value`: several values for one field. `which_field`: one value that may belong into several. */
  readonly kind: 'which_value' | 'which_field';
  readonly candidates: readonly Candidate[];
}

/** A paste, sorted. Holds nothing of the text but these values. */
export interface SortedPaste {
  readonly taken: readonly Candidate[];
  readonly leftOut: readonly LeftOut[];
  readonly questions: readonly Question[];
  /** How many lines, labels and values were looked at: grows with the length of the paste and no faster. */
  readonly steps: number;
}

/** What a label says of the value beside it. */
export type LabelKind =
  | 'tenant'
  | 'client'
  | 'secret'
  | 'secret_id'
  | 'object_id'
  | 'other_id'
  | 'expires'
  | 'other_day'
  | 'address'
  | 'other_address'
  | 'cloud'
  | 'other';
