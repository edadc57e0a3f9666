/** Which customers somebody may see: every one, or those listed. The gate makes it from the staff member. */
export type Reach =
  | { readonly every: true }
  | { readonly every: false; readonly customerIds: readonly string[] };

/**
 * Whose rows a statement may see and write, as the database's policies understand it: those of one customer (its id)
 * or of everyone in a reach.
 */
export type Scope = string | Reach;

/** Every customer: for admins, and for work on the installation as a whole such as counting what a key seals. */
export const EVERY_CUSTOMER: Reach = { every: true };

/** No customer: what is written or read concerns staff or the installation alone. */
export const NO_CUSTOMER: Reach = { every: false, customerIds: [] };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A scope as the setting `posthouse.scope`, which the policies of the tables read: `*` or an array of uuids. Only ids and
 * that sign ever come out, so the text may stand in a statement as it is.
 * @throws Error when something in it is no id: a scope is made of ids that were read from the database
 */
export function scopeSetting(scope: Scope): string {
  if (typeof scope !== 'string' && scope.every) return '*';
  const ids = typeof scope === 'string' ? [scope] : scope.customerIds;
  if (!ids.every((id) => UUID.test(id))) throw new Error('a scope holds something that is no customer id');
  return `{${ids.join(',')}}`;
}
