import { describe, expect, test } from 'vitest';
import { choiceIn, hrefWith, pageIn, spanOf, textIn } from '@/app/(console)/list-query';
import { isNarrowed, mailboxesHref, readMailboxQuery } from '@/app/(console)/mailboxes/mailbox-query';

test.each([
  { q: undefined, text: '' },
  { q: '  Contoso ', text: 'Contoso' },
  { q: ['first', 'second'], text: 'first' },
  { q: [], text: '' },
  { q: 'a\u0000b\nc', text: 'a b c' },
  { q: 'x'.repeat(500), text: 'x'.repeat(200) },
])('the search $q is read as $text', ({ q, text }) => {
  expect(textIn({ q }, 'q')).toBe(text);
});

test.each([
  { page: undefined, is: 1 },
  { page: '3', is: 3 },
  { page: ' 3 ', is: 3 },
  { page: '0', is: 1 },
  { page: '-1', is: 1 },
  { page: '1.5', is: 1 },
  { page: '1e3', is: 1 },
  { page: '99999999999999999999', is: 1 },
  { page: 'last', is: 1 },
])('the page $page is page $is', ({ page, is }) => {
  expect(pageIn({ page })).toBe(is);
});

test.each([
  { page: 1, total: 0, span: { page: 1, pages: 1, from: 0, to: 0 } },
  { page: 9, total: 0, span: { page: 1, pages: 1, from: 0, to: 0 } },
  { page: 1, total: 312, span: { page: 1, pages: 7, from: 1, to: 50 } },
  { page: 7, total: 312, span: { page: 7, pages: 7, from: 301, to: 312 } },
  { page: 8, total: 312, span: { page: 7, pages: 7, from: 301, to: 312 } },
  { page: 2, total: 50, span: { page: 1, pages: 1, from: 1, to: 50 } },
])('page $page of $total things in fifties is $span', ({ page, total, span }) => {
  expect(spanOf(page, total, 50)).toEqual(span);
});

test('a choice is one of those there are', () => {
  expect(choiceIn({ sort: 'name' }, 'sort', ['name', 'age'])).toBe('name');
  for (const sort of ['', 'NAME', '__proto__', 'toString']) {
    expect(choiceIn({ sort }, 'sort', ['name', 'age'])).toBeNull();
  }
});

test('an address carries what says something and escapes it', () => {
  expect(hrefWith('/x', {})).toBe('/x');
  expect(hrefWith('/x', { q: 'a&b=c', page: 2, none: null, empty: '' })).toBe('/x?q=a%26b%3Dc&page=2');
});

describe('the list of mailboxes', () => {
  test('without parameters is everything, worst first', () => {
    expect(readMailboxQuery({})).toEqual({ sort: 'urgency', page: 1 });
    expect(isNarrowed(readMailboxQuery({}))).toBe(false);
    expect(mailboxesHref(readMailboxQuery({}))).toBe('/mailboxes');
  });

  test('leaves out what it does not understand', () => {
    const parameters = { status: 'fine', cloud: '__proto__', expiry: '8', sort: 'evil', page: 'x' };
    expect(readMailboxQuery(parameters)).toEqual({ sort: 'urgency', page: 1 });
  });

  test('keeps everything that it understands in its own address', () => {
    const address =
      '/mailboxes?q=support&status=expires_soon&customer=abc&cloud=gcc_high&expiry=30&sort=expiry&page=2';
    const parameters = Object.fromEntries(new URL(address, 'http://localhost').searchParams);
    expect(mailboxesHref(readMailboxQuery(parameters))).toBe(address);
    expect(isNarrowed(readMailboxQuery(parameters))).toBe(true);
  });
});
