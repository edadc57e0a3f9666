/**
 * Whose value a ciphertext is. It goes into the associated data, so that a ciphertext moved to another customer,
 * record, field or version does not open there.
 */
export interface Binding {
  /** The customer's id. */
  readonly owner: string;
  /** The record's id, such as a registration's. */
  readonly record: string;
  /** The field's name, such as "client-secret". */
  readonly field: string;
  /** Counts up whenever the value is replaced. */
  readonly version: number;
}

/**
 * The binding and the envelope's header as bytes. Every part is preceded by its length, so that no two different
 * bindings give the same bytes.
 */
export function associatedData(header: string, binding: Binding): Buffer {
  const parts = [header, binding.owner, binding.record, binding.field, String(binding.version)];
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
