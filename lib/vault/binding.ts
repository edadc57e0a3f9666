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
  const lengths = parts.map((part) => Buffer.byteLength(part));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + 4 + length, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    at = bytes.writeUInt32BE(lengths[index] as number, at);
    at += bytes.write(part, at);
  }
  return bytes;
}
