import { describe, expect, test } from 'vitest';
import { readForm } from '@/app/_gate/read-form';

const LIMITS = { bytes: 1_000_000, ms: 60_000 };
const asked = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost:3000/form', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

function formOf(fields: number, files: number): FormData {
  const form = new FormData();
  for (let at = 0; at < fields; at += 1) form.append(`field-${at}`, 'a');
  for (let at = 0; at < files; at += 1) form.append('attachments', new File(['b'], `${at}.txt`));
  return form;
}

test('a form of a browser is read with its texts and files', async () => {
  const read = await readForm(asked(formOf(7, 20)), LIMITS);
  if (!read.ok) throw new Error(read.failure.code);
  expect(Object.keys(read.value.fields)).toHaveLength(7);
  expect(read.value.files).toHaveLength(20);
  expect(read.value.files[19]).toMatchObject({ field: 'attachments', name: '19.txt' });
});

describe('a form is refused before it is taken apart', () => {
  test.each([
    ['with more files', formOf(0, 41)],
    ['with more fields', formOf(41, 0)],
    ['with many more parts', formOf(2_000, 2_000)],
  ])('%s than forty parts', async (_, form) => {
    expect(await readForm(asked(form), LIMITS)).toEqual({ ok: false, failure: { code: 'too_many_files' } });
  });

  test('with more bytes than it may have', async () => {
    const form = new FormData();
    form.append('name', 'x'.repeat(2_000));
    const read = await readForm(asked(form), { ...LIMITS, bytes: 2_000 });
    expect(read).toEqual({ ok: false, failure: { code: 'form_too_large' } });
  });

  test('that never comes to its end', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    let isLetGo = false;
    const endless = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('--b\r\n')),
      cancel: () => {
        isLetGo = true;
      },
    });
    expect(await readForm(asked(endless, headers), { ...LIMITS, ms: 10 })).toEqual({
      ok: false,
      failure: { code: 'form_too_slow' },
    });
    expect(isLetGo).toBe(true);
  });
});

// Of a body of this type a megabyte of "&" would become a million fields.
test.each([
  ['application/x-www-form-urlencoded', 'name=desk'],
  ['text/plain', 'name=desk'],
  ['multipart/form-data', '--b\r\n'],
  // Two programs may read two boundaries out of it.
  [
    'multipart/form-data; boundary=a; boundary=b',
    '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\ndesk\r\n--b--',
  ],
])('a body of type %s is a form without fields', async (type, body) => {
  const read = await readForm(asked(body, { 'content-type': type }), LIMITS);
  expect(read).toEqual({ ok: true, value: { fields: {}, files: [] } });
});
