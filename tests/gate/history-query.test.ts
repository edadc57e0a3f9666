import { describe, expect, test } from 'vitest';
import { filterOf, historyHref, readHistoryQuery } from '@/app/(console)/history/history-query';
import { dayAfter, isDay, startOfDay } from '@/app/(console)/history/start-of-day';
import { AUDIT_DEEDS } from '@/lib/audit/audit';

const lin = '0198f3a0-0000-7000-8000-000000000001';

describe('the address of the history', () => {
  test.each<[Record<string, string | string[]>, string]>([
    [{}, '/history'],
    [
      {
        customer: lin,
        actor: lin,
        deed: 'mailbox.pause',
        from: '2026-11-01',
        to: '2026-11-30',
        q: 'desk',
        page: '2',
      },
      `/history?customer=${lin}&actor=${lin}&deed=mailbox.pause&from=2026-11-01&to=2026-11-30&q=desk&page=2`,
    ],
    [{ actor: 'posthouse', deed: 'secret', page: '1' }, '/history?actor=posthouse&deed=secret'],
    [
      { actor: 'nobody', deed: 'toString', from: '2026-02-30', to: 'unfinished', q: ' \0', page: '-1' },
      '/history',
    ],
    [{ actor: `${lin}x`, deed: ['mailbox', 'secret'], from: '0202-01-01' }, '/history?deed=mailbox'],
  ])('%j is read as %s', (parameters, href) => {
    expect(historyHref(readHistoryQuery(parameters).query)).toBe(href);
  });

  test('says which day is none', () => {
    expect(readHistoryQuery({ from: 'unfinished', to: '2026-11-30' }).badDays).toEqual(['from']);
    expect(readHistoryQuery({ from: '2026-13-01', to: '2026-02-29' }).badDays).toEqual(['from', 'to']);
    expect(readHistoryQuery({ from: '', to: '2028-02-29' }).badDays).toEqual([]);
  });

  test('asks of the trail what it says', () => {
    const { query } = readHistoryQuery({
      actor: 'posthouse',
      deed: 'secret',
      from: '2026-11-01',
      to: '2026-11-01',
    });
    expect(filterOf(query, null, 'Asia/Taipei')).toEqual({
      actorId: null,
      deeds: ['secret.set', 'secret.replace', 'secret.set_expiry', 'secret.read_expiry'],
      from: new Date('2026-10-31T16:00:00Z'),
      before: new Date('2026-11-01T16:00:00Z'),
    });
    const one = readHistoryQuery({ deed: 'mailbox.pause', actor: lin, q: '50%' }).query;
    expect(filterOf(one, lin, 'UTC')).toEqual({
      customerId: lin,
      actorId: lin,
      deeds: ['mailbox.pause'],
      text: '50%',
    });
    // A group is not what merely begins like it.
    expect(AUDIT_DEEDS).toContain('message.settle');
  });
});

describe('a day', () => {
  test.each([
    ['2026-11-25', 'UTC', '2026-11-25T00:00:00.000Z'],
    ['2026-11-25', 'Asia/Taipei', '2026-11-24T16:00:00.000Z'],
    ['2026-11-25', 'Asia/Kathmandu', '2026-11-24T18:15:00.000Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00.000Z'],
    // The clocks change on this day, but not at midnight.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // They go forward at midnight: the day begins at one o'clock.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    // They go back at midnight: 23 o'clock comes twice, the day begins after the second.
    ['2026-04-05', 'America/Santiago', '2026-04-05T04:00:00.000Z'],
    // They go back after midnight: the day begins with the first of two hours.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['2026-11-25', 'Pacific/Kiritimati', '2026-11-24T10:00:00.000Z'],
    ['2026-11-25', 'Pacific/Pago_Pago', '2026-11-25T11:00:00.000Z'],
  ])('%s in %s begins at %s', (day, timeZone, begin) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(begin);
  });

  test('begins at the first moment that the calendar of its zone puts in it, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    expect(zones.length).toBeGreaterThan(300);
    for (const timeZone of zones) {
      const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone });
      for (const day of [
        '2026-01-01',
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-09-06',
        '2026-11-01',
      ]) {
        const begin = startOfDay(day, timeZone).getTime();
        expect(calendar.format(begin), timeZone).toBe(day);
        expect(calendar.format(begin - 1), timeZone).not.toBe(day);
      }
    }
  });

  test.each([
    ['2026-11-30', '2026-12-01'],
    ['2026-12-31', '2027-01-01'],
    ['2028-02-28', '2028-02-29'],
  ])('%s is before %s', (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });

  test.each([
    '2026-02-29',
    '2026-00-01',
    '2026-1-1',
    '1969-12-31',
    '0202-01-01',
    '20261-01-01',
    'unfinished',
    '',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false);
  });
});
