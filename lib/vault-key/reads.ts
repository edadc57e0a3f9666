import { latestEntry } from '@/lib/audit/reads';
import { type Reader, read } from '@/lib/database';
import { EVERY_CUSTOMER } from '@/lib/scope';
import { checkKeys } from '@/lib/vault/check-keys';
import type { KeySourceFault } from '@/lib/vault/key-source';
import { keyring } from '@/lib/vault/keyring';
import type { KeyState } from '@/lib/vault/vault';
import { countSecrets, countToRewrap } from './store';

/** A vault key of this installation: its state, and how many secrets of all customers need it. */
export type VaultKeyRow = KeyState & { readonly secretCount: number };

/** Every vault key that is here, or that a secret needs, the oldest first. No key and no secret is among it. */
export async function listVaultKeys(): Promise<VaultKeyRow[]> {
  const [states, counts] = await Promise.all([
    checkKeys(),
    read(EVERY_CUSTOMER, async (reader) => [
      ...(await reader.credential.groupBy({ by: ['keyId'], _count: true })),
      ...(await reader.pendingCertificate.groupBy({ by: ['keyId'], _count: true })),
    ]),
  ]);
  const countOf = new Map<string, number>();
  for (const { keyId, _count } of counts) countOf.set(keyId, (countOf.get(keyId) ?? 0) + _count);
  return states
    .map((state) => ({ ...state, secretCount: countOf.get(state.keyId) ?? 0 }))
    .filter(({ state, seals, secretCount }) => state !== 'missing' || seals || secretCount > 0);
}

/** The vault keys that cannot be used although something needs them: the key that seals, and those of stored secrets. */
export async function listTroubledKeys(): Promise<KeyState[]> {
  const states = (await checkKeys()).filter(({ state }) => state !== 'usable');
  const needed = await Promise.all(
    states.map(({ keyId, seals }) => seals || read(EVERY_CUSTOMER, (reader) => firstUnder(reader, keyId))),
  );
  return states.filter((_, at) => needed[at]);
}

const firstUnder = async (reader: Reader, keyId: string) =>
  (await reader.credential.findFirst({ where: { keyId }, select: { id: true } })) ??
  reader.pendingCertificate.findFirst({ where: { keyId }, select: { id: true } });

/** How far re-wrapping has come. Nobody keeps it up to date: it is counted. */
export interface RewrapState {
  /** All secrets of all customers. */
  readonly secrets: number;
  /** Of them those that are not yet under the key that seals, in the present format. */
  readonly left: number;
  /** The run that ended last. */
  readonly last: {
    readonly at: Date;
    readonly actorName: string;
    readonly rewrapped: number;
    readonly refused: number;
  } | null;
  /** Why the key file could not be read anew; null: it could, or keys come from elsewhere. */
  readonly fault: KeySourceFault | null;
}

/** How many secrets are under the key that seals, and how the last run to bring them there ended. */
export async function readRewrapState(): Promise<RewrapState> {
  const { sealingKeyId, fault } = await keyring();
  const [secrets, left, end] = await Promise.all([
    countSecrets(),
    sealingKeyId === null ? 0 : countToRewrap(sealingKeyId),
    latestEntry('keys.rewrap_end'),
  ]);
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  const last = end && {
    at: end.at,
    actorName: end.actorName,
    rewrapped: count(end.details.rewrapped),
    refused: count(end.details.refused),
  };
  return { secrets, left, last, fault };
}
