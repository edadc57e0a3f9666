import { closeDatabase } from '@/lib/database';
import type { VaultFailure } from '@/lib/vault/vault';
import { listVaultKeys, readRewrapState, type VaultKeyRow } from '@/lib/vault-key/reads';
import { recordKey } from '@/lib/vault-key/record-key';
import { type RetireFailure, retireKey } from '@/lib/vault-key/retire-key';
import { rewrapSecrets } from '@/lib/vault-key/rewrap-secrets';
import { verifySecrets } from '@/lib/vault-key/verify-secrets';

/** The part of `npm run keys` that runs in the installation's environment; run-keys.ts starts it. Exit code 1: see what it says. */
const COMMANDS: Record<string, (args: string[]) => Promise<boolean>> = {
  list,
  record: ([id = '']) => recordAdded(id),
  rewrap: (args) => rewrap(args),
  retire: ([id = '']) => retire(id),
  verify,
};

async function list(): Promise<boolean> {
  const [keys, { left }] = await Promise.all([listVaultKeys(), readRewrapState()]);
  const widest = Math.max(...keys.map(({ keyId }) => keyId.length));
  for (const { keyId, state, isKeyOf, seals, secretCount } of keys) {
    const facts = [
      isKeyOf ? `is the key ${isKeyOf}` : '',
      seals ? 'seals new secrets' : '',
      secrets(secretCount),
    ];
    console.log(`${keyId.padEnd(widest)}  ${state.padEnd(10)}  ${facts.filter(Boolean).join(', ')}`);
  }
  if (left > 0)
    console.log(
      `${secrets(left)} not under the key that seals, or in the old format: npm run keys -- rewrap`,
    );
  return keys.every(isUsable);
}

const isUsable = ({ state }: VaultKeyRow) => state === 'usable';

async function recordAdded(id: string): Promise<boolean> {
  const recorded = await recordKey(id);
  return recorded.ok || sayVaultFailure(recorded.failure);
}

async function rewrap(options: string[]): Promise<boolean> {
  const at = options.indexOf('--batch');
  const batch = at < 0 ? undefined : Number(options[at + 1]);
  if (batch !== undefined && !(Number.isInteger(batch) && batch > 0 && batch <= 10_000)) {
    console.error('--batch is a number from 1 to 10000.');
    return false;
  }
  let saidAt = 0;
  const begun = await rewrapSecrets(null, {
    batch,
    onProgress: (rewrapped) => {
      if (performance.now() - saidAt < 1000) return;
      saidAt = performance.now();
      console.log(`  ${secrets(rewrapped)} re-wrapped`);
    },
  });
  if (!begun.ok) return sayVaultFailure(begun.failure);
  const { rewrapped, waiting, refused } = await begun.value.report;
  console.log(
    begun.value.secrets === 0
      ? 'Every secret is under the key that seals.'
      : `${secrets(rewrapped)} re-wrapped.`,
  );
  for (const [keyId, count] of waiting) {
    console.error(`${secrets(count)} left as before: the key ${keyId} is missing or not the right one.`);
  }
  for (const { customerId, registrationId } of refused) {
    console.error(
      `Left as before, it does not open: customer ${customerId}, registration ${registrationId}.`,
    );
  }
  return waiting.size + refused.length === 0;
}

async function retire(keyId: string): Promise<boolean> {
  const retired = await retireKey(keyId);
  if (retired.ok) console.log(`Retired the key ${keyId}: no secret is sealed with it, and none can be.`);
  else console.error(retireRefusal(keyId, retired.failure));
  return retired.ok;
}

function retireRefusal(keyId: string, failure: RetireFailure): string {
  if (failure.code === 'key_unknown') return `No key ${keyId || 'without a name'} is known here.`;
  if (failure.code === 'key_seals') return `${keyId} seals new secrets. Add another key first.`;
  const { secretCount } = failure;
  return `${secrets(secretCount)} still sealed with ${keyId}. It stays. First: npm run keys -- rewrap`;
}

async function verify(): Promise<boolean> {
  let saidAt = performance.now();
  const { fine, bad } = await verifySecrets((seen) => {
    if (performance.now() - saidAt < 1000) return;
    saidAt = performance.now();
    console.log(`  ${secrets(seen)} looked at`);
  });
  for (const [keyId, count] of fine) console.log(`${keyId}: ${secrets(count)} fine`);
  for (const [keyId, rows] of bad) {
    for (const { customerId, registrationId, why } of rows) {
      console.error(`${keyId}: ${WORDS[why]}: customer ${customerId}, registration ${registrationId}`);
    }
  }
  if (fine.size + bad.size === 0) console.log('There is no secret.');
  return bad.size === 0;
}

const WORDS = { missing_key: 'key missing', wrong_key: 'wrong key', refused: 'does not open' } as const;

function sayVaultFailure(failure: VaultFailure): false {
  const keyId = 'keyId' in failure ? failure.keyId : '';
  const what = failure.code === 'vault_key_wrong' ? 'is not the right one' : 'is missing or not whole';
  console.error(`The key that seals, ${keyId}, ${what}. Nothing was changed.`);
  return false;
}

function secrets(count: number): string {
  return count === 1 ? '1 secret' : `${count.toLocaleString('en')} secrets`;
}

const [command = '', ...args] = process.argv.slice(2);
const isWell = await COMMANDS[command]?.(args).finally(closeDatabase);
process.exitCode = isWell ? 0 : 1;
