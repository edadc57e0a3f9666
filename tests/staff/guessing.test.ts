import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '@/lib/secret';
import { KNOWN_DEVICE_SECONDS, makeKnownDevice, readKnownDevice } from '@/lib/staff/known-device';
import { signIn } from '@/lib/staff/sign-in';
import { IS_FULL_PROOF, size } from '@/tests/support/proof';
import { countScrypt } from './count-scrypt';
import { browser, PASSWORD, unwrap, useStaff } from './house';

const { sql, person, entries } = useStaff();

const GUESSES = size(400, 10_000);
const ADDRESSES = size(40, 1000);
const AT_ONCE = 20;

beforeEach(async () => {
  await sql('delete from attempt_count');
});

const guess = (email: string, password: string, address: string | null, knownDevice: string | null = null) =>
  signIn({ ...browser(), email, password: new Secret(password), address, knownDevice });

/** Sends them, some at a time. @returns how often each was answered, by its code */
async function sendAll(
  guesses: readonly { readonly email: string; readonly address: string | null }[],
): Promise<Record<string, number>> {
  const codes: Record<string, number> = {};
  for (let at = 0; at < guesses.length; at += AT_ONCE) {
    const some = guesses.slice(at, at + AT_ONCE);
    const answers = await Promise.all(
      some.map(({ email, address }, nth) => guess(email, `guess ${at + nth}`, address)),
    );
    for (const answer of answers) {
      const code = answer.ok ? 'let in' : answer.failure.code;
      codes[code] = (codes[code] ?? 0) + 1;
    }
  }
  return codes;
}

const addressOf = (nth: number) => `198.51.${Math.floor(nth / 250)}.${nth % 250}`;

describe(`${GUESSES} guesses`, { timeout: 600_000 }, () => {
  test(`from ${ADDRESSES} addresses on one account: ten are looked at, and it is on record once`, async () => {
    const { email } = await person('agent', 'Lin', { password: true });
    await entries();
    const guesses = Array.from({ length: GUESSES }, (_, nth) => ({
      email,
      address: addressOf(nth % ADDRESSES),
    }));
    const { calls, value } = await countScrypt(() => sendAll(guesses));
    expect(value).toEqual({ sign_in_refused: 10, too_many_attempts: GUESSES - 10 });
    expect(calls).toBe(10);
    expect(await entries()).toMatchObject([
      {
        deed: 'staff.sign_in_limited',
        actor_name: 'Posthouse',
        subject: email,
        details: { attempts: 10, windowMinutes: 15 },
      },
    ]);
  });

  test(`from one address on ${ADDRESSES} accounts: fifty are looked at, and it is on record once`, async () => {
    await entries();
    const guesses = Array.from({ length: GUESSES }, (_, nth) => ({
      email: `nobody.${nth % ADDRESSES}@firstline.example`,
      address: '203.0.113.7',
    }));
    const { calls, value } = await countScrypt(() => sendAll(guesses));
    expect(value).toEqual({ sign_in_refused: 50, too_many_attempts: GUESSES - 50 });
    expect(calls).toBe(50);
    expect(await entries()).toMatchObject([{ deed: 'staff.sign_in_limited', subject: '203.0.113.7' }]);
  });

  test('on accounts that nobody has leave nothing of what was typed in the history', async () => {
    await entries();
    await sendAll(Array.from({ length: 40 }, () => ({ email: 'typed@elsewhere.example', address: null })));
    expect(await entries()).toEqual([]);
  });
});

describe('while somebody guesses, the owner', () => {
  test('gets in from a browser that signed in before, and not from another; later from any', async () => {
    const { email } = await person('agent', 'Owner', { password: true });
    const first = unwrap(await guess(email, PASSWORD, null));
    const knownDevice = first.step === 'signed_in' ? first.knownDevice : '';
    await sendAll(Array.from({ length: 30 }, () => ({ email, address: null })));

    expect(await guess(email, PASSWORD, null)).toMatchObject({ failure: { code: 'too_many_attempts' } });
    expect((await guess(email, PASSWORD, null, knownDevice)).ok).toBe(true);
    // The owner's sign-in does not open it again for whoever guesses.
    expect(await guess(email, PASSWORD, null)).toMatchObject({ failure: { code: 'too_many_attempts' } });
    await sql('update attempt_count set window_ends_at = now()');
    expect((await guess(email, PASSWORD, null)).ok).toBe(true);
  });

  test('is not told apart by a cookie: with one of another account, a made-up or an old one it counts as unknown', async () => {
    const { email } = await person('agent', 'Forged', { password: true });
    const other = await person('agent', 'Other', { password: true });
    const secret = process.env.SESSION_SECRET ?? '';
    const now = new Date();
    const good = makeKnownDevice(secret, email, now);
    const [device, expires, signature = ''] = good.split('.');
    const old = new Date(now.getTime() - KNOWN_DEVICE_SECONDS * 1000 - 1000);
    const cookies = [
      makeKnownDevice(secret, other.email, now),
      makeKnownDevice('another secret, also long enough to be one', email, now),
      makeKnownDevice(secret, email, old),
      `${device}.${Number(expires) + 1}.${signature}`,
      `another.${expires}.${signature}`,
      `${device}.${expires}.${signature.slice(1)}`,
      `${device}.${expires}`,
      '..',
      'x',
      '',
    ];
    for (const cookie of cookies) expect(readKnownDevice(secret, email, cookie, now), cookie).toBeNull();
    expect(readKnownDevice(secret, email, good, now)).toBe(device);
    await sendAll(Array.from({ length: 11 }, () => ({ email, address: null })));
    for (const cookie of cookies) {
      expect(await guess(email, PASSWORD, null, cookie)).toMatchObject({
        failure: { code: 'too_many_attempts' },
      });
    }
  });

  test('cannot be guessed for with a cookie that was stolen: ten from it, as from everywhere else together', async () => {
    const { email } = await person('agent', 'Stolen', { password: true });
    const stolen = makeKnownDevice(process.env.SESSION_SECRET ?? '', email, new Date());
    const codes = [];
    for (let at = 0; at < 13; at++) {
      const answer = await guess(email, `guess ${at}`, null, stolen);
      codes.push(answer.ok ? 'let in' : answer.failure.code);
    }
    expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(10);
    expect(codes.slice(10)).toEqual(Array(3).fill('too_many_attempts'));
  });
});

describe('who exists is not told by the work that a wrong password costs', () => {
  test('one scrypt of the same cost for each: known, unknown, deactivated, without a password, with a second factor', async () => {
    const known = await person('agent', 'Known', { password: true });
    const passwordless = await person('agent', 'Passwordless');
    const gone = await person('agent', 'Gone', { password: true });
    await sql('update staff_member set deactivated_at = now() where id = $1', [gone.id]);
    const guarded = await person('agent', 'Guarded', { password: true });
    await sql('update staff_member set second_factor_on = true where id = $1', [guarded.id]);
    const emails = [known, passwordless, gone, guarded].map(({ email }) => email);
    const nobody = await countScrypt(() => guess('nobody@firstline.example', 'a guess', null));
    expect(nobody.calls).toBe(1);
    for (const email of emails) {
      const somebody = await countScrypt(() => guess(email, 'a guess', null));
      expect(somebody.value, email).toEqual({ ok: false, failure: { code: 'sign_in_refused' } });
      expect(somebody, email).toEqual(nobody);
    }
  });

  test.runIf(IS_FULL_PROOF)(
    'nor by its time: Welch’s t over interleaved samples',
    { timeout: 900_000 },
    async () => {
      const { email } = await person('agent', 'Timed', { password: true });
      const samples: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      const rounds = 400;
      for (let round = -20; round < rounds; round++) {
        // Which comes first is not the same each time, nor a pattern.
        const first = createHash('sha256').update(String(round)).digest()[0] ?? 0;
        const order = first % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        for (const kind of order) {
          await sql('delete from attempt_count');
          const started = process.hrtime.bigint();
          await guess(kind === 'known' ? email : `nobody.${round}@firstline.example`, 'a guess', null);
          // The first rounds warm it up.
          if (round >= 0) samples[kind].push(Number(process.hrtime.bigint() - started) / 1e6);
        }
      }
      const { t, p } = welch(samples.known, samples.unknown);
      console.log(
        `known ${mean(samples.known).toFixed(2)} ms, unknown ${mean(samples.unknown).toFixed(2)} ms, ` +
          `t = ${t.toFixed(3)}, p = ${p.toFixed(3)} over ${rounds} of each`,
      );
      expect(p).toBeGreaterThan(0.01);
    },
  );
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
};

/**
 * Welch's t of two samples without their slowest tenth, which is the machine's and not ours; two-sided p by the normal
 * distribution, which t is close to for hundreds of samples.
 */
function welch(a: readonly number[], b: readonly number[]): { t: number; p: number } {
  const [x, y] = [a, b].map((values) =>
    [...values].sort((one, other) => one - other).slice(0, values.length * 0.9),
  ) as [number[], number[]];
  const t = (mean(x) - mean(y)) / Math.sqrt(variance(x) / x.length + variance(y) / y.length);
  return { t, p: 2 * (1 - normal(Math.abs(t))) };
}

/** The normal distribution's part under `z` (Abramowitz and Stegun 26.2.17, good to 7.5e-8). */
function normal(z: number): number {
  const k = 1 / (1 + 0.2316419 * z);
  const poly =
    k * (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}
