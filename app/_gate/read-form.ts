import { fail, type Result, succeed } from '@/lib/result';
import { MOST_FILES } from './form-size';

/** A file of a form. */
export interface FormFile {
  /** The field that it came in. */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** What a form holds; of a field that comes twice, the last text. */
export interface ReadForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly FormFile[];
}

/** Why a form is not looked at. */
export interface FormFault {
  readonly code: 'form_too_large' | 'form_too_slow' | 'too_many_files';
}

/** How many parts a form may have: its files, and more fields than any form of ours has. */
const MOST_PARTS = MOST_FILES + 20;

/**
 * As browsers write it, and nothing else: what counts the parts here and what takes them apart afterwards must not read
 * two boundaries out of one header.
 */
const MULTIPART = /^multipart\/form-data; ?boundary=([A-Za-z0-9'()+_./:=?-]{1,70})$/i;

/**
 * Reads the texts and files of a `multipart/form-data` form; a body of any other type is a form without fields, and is
 * not even read. Its bytes, its parts and the time it takes are limited: what takes a form apart needs many times the
 * memory of a form in many small parts.
 * @param limits.ms within which the body has come whole
 */
export async function readForm(
  request: Request,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<Result<ReadForm, FormFault>> {
  const type = request.headers.get('content-type') ?? '';
  const boundary = MULTIPART.exec(type)?.[1];
  if (!boundary) return succeed({ fields: {}, files: [] });
  const read = await readBody(request, limits);
  if (!read.ok) return read;
  if (hasMoreThan(MOST_PARTS, read.value, `--${boundary}`)) return fail({ code: 'too_many_files' });
  const form = await new Response(read.value, { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData());
  const fields: Record<string, string> = {};
  const files: FormFile[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value;
    else if (value.size > 0) {
      const contentType = value.type.split(';')[0] || 'application/octet-stream';
      const content = new Uint8Array(await value.arrayBuffer());
      files.push({ field, name: value.name, contentType, content });
    }
  }
  return succeed({ fields, files });
}

/** The body, or why no more of it is read. */
async function readBody(
  request: Request,
  limits: { readonly bytes: number; readonly ms: number },
): Promise<Result<Buffer<ArrayBuffer>, FormFault>> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    void reader?.cancel().catch(() => undefined);
  }, limits.ms);
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (isLate) return fail({ code: 'form_too_slow' });
      if (done) return succeed(Buffer.concat(chunks));
      size += value.byteLength;
      if (size > limits.bytes) {
        void reader?.cancel().catch(() => undefined);
        return fail({ code: 'form_too_large' });
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(late);
  }
}

/** Each part begins with the delimiter, and the last is followed by one more. */
function hasMoreThan(parts: number, body: Buffer, delimiter: string): boolean {
  let found = 0;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    found += 1;
    if (found > parts + 1) return true;
  }
  return false;
}
