/** A multiple of 3, so that no slice but the last ends in padding, and of 57, so that each ends with a whole line. */
const SLICE_BYTES = 57 * 1_024;
const LINE_BYTES = 57;

/** `content` in base64 without line breaks, slice by slice: the whole of it never stands in memory a second time. */
export function* encodeBase64(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += SLICE_BYTES) {
    yield Buffer.from(base64Of(content.subarray(at, at + SLICE_BYTES)), 'latin1');
  }
}

/** The same in lines of 76 characters that each end in CRLF, as RFC 2045 (6.8) wants it. */
export function* encodeBase64Lines(content: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < content.length; at += SLICE_BYTES) {
    const text = base64Of(content.subarray(at, at + SLICE_BYTES));
    yield Buffer.from(text.replace(/.{1,76}/g, '$&\r\n'), 'latin1');
  }
}

/** How many bytes {@link encodeBase64Lines} gives for `bytes`. */
export function base64LinesLength(bytes: number): number {
  return Math.ceil(bytes / 3) * 4 + Math.ceil(bytes / LINE_BYTES) * 2;
}

/** Base64 of a stream of pieces whose borders fall anywhere: at most two bytes are carried to the next piece. */
export function* encodeBase64Stream(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let carried = Buffer.alloc(0);
  for (const piece of pieces) {
    const joined = carried.length > 0 ? Buffer.concat([carried, piece]) : piece;
    const whole = joined.length - (joined.length % 3);
    yield* encodeBase64(joined.subarray(0, whole));
    carried = Buffer.from(joined.subarray(whole));
  }
  yield* encodeBase64(carried);
}

function base64Of(slice: Uint8Array): string {
  return Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString('base64');
}
