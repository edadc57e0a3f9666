import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/**
 * What an authenticator app shows for a key (RFC 6238, SHA-1, six digits, half a minute): written apart from the library
 * that checks it.
 * @param key in base32, as it is shown
 * @param stepsFromNow -1 is the code before this one, 1 the next
 */
export function appCode(key: string, stepsFromNow = 0, now = Date.now()): string {
  let bits = '';
  for (const letter of key.replace(/[\s=]/g, '').toUpperCase()) {
    bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  }
  const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / STEP_MS) + stepsFromNow));
  const digest = createHmac('sha1', bytes).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Waits until the present half minute lasts for another ten seconds, so that a code of the one before is still taken. */
export async function earlyInHalfMinute(): Promise<void> {
  const left = STEP_MS - (Date.now() % STEP_MS);
  if (left < 10_000) await sleep(left);
}
