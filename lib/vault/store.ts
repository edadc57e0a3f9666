import { database, type Transaction } from '@/lib/database';

/** The check values of every key that is in use here, by key id, oldest first. */
export async function keyChecks(): Promise<Map<string, string>> {
  const rows = await database().vaultKey.findMany({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, check: true },
  });
  return new Map(rows.map((row) => [row.id, row.check]));
}

/** Keeps the check value of a key seen for the first time. Another process may have been quicker: the first one stays. */
export async function keepKeyCheck(id: string, check: string): Promise<void> {
  await database().vaultKey.createMany({ data: [{ id, check }], skipDuplicates: true });
}

/**
 * Removes the check value of a key.
 * @returns false when there is none
 * @throws the violation of a foreign key when something is sealed with it
 */
export async function removeKeyCheck(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.vaultKey.deleteMany({ where: { id } });
  return count === 1;
}
