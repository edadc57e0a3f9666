declare const brand: unique symbol;

/**
 * The id of a customer that the asker may see. Reads make one out of the asker's reach, creating a customer makes one, and
 * every read and write of customer data wants one first: an id from an address or a form is just text.
 */
export type CustomerId = string & { readonly [brand]: 'CustomerId' };

/** Why a customer could not be saved. */
export type CustomerFailure =
  | { readonly code: 'customer_not_found' }
  | { readonly code: 'customer_name_taken' }
  /** Somebody else saved it since this form was opened. */
  | { readonly code: 'customer_changed' };

/** A customer as the list shows one. */
export interface CustomerRow {
  readonly id: CustomerId;
  readonly name: string;
  readonly note: string;
  readonly mailboxCount: number;
  readonly registrationCount: number;
}

/** A customer as its page and its form show it. */
export interface CustomerDetails {
  readonly id: CustomerId;
  readonly name: string;
  readonly note: string;
  readonly revision: number;
  readonly createdAt: Date;
}

/**
 * An e-mail address as browsers judge one (HTML's `type=email`), with at least one dot in its domain: `r&d@contoso.com`
 * and punycode domains are real.
 */
export const emailShape =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
