import { database } from '@/lib/database';

/** The check values of every key that ever sealed here, by key id. */
export async function keyChecks(): Promise<Map<string, string>> {
  const rows = await database().vaultKey.findMany({ select: { id: true, check: true } });
  return new Map(rows.map((row) => [row.id, row.check]));
}

/** Keeps the check value of a key seen for the first time. Another process may have been quicker: the first one stays. */
export async function keepKeyCheck(id: string, check: string): Promise<void> {
  await database().vaultKey.createMany({ data: [{ id, check }], skipDuplicates: true });
}
