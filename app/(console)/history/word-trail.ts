import { getFormatter, getTranslations } from 'next-intl/server';
import { INSTALLATION } from '@/lib/audit/chain';
import type { TrailReport } from '@/lib/audit/verify-trail';
import { listCustomerChoices } from '@/lib/customer/reads';
import type { Reach } from '@/lib/scope';

/** What a verification found, in the words of whoever asked. */
export interface TrailWords {
  readonly isWhole: boolean;
  readonly title: string;
  readonly text: string;
  /** A line for each chain that is not whole. */
  readonly faults: readonly string[];
  readonly advice: string | null;
}

/** More faults than this help nobody on a screen; the command names all. */
const MOST_FAULTS = 20;

/** Puts the report of a verification into words. */
export async function wordTrail(reach: Reach, report: TrailReport): Promise<TrailWords> {
  const [t, format] = await Promise.all([getTranslations('history.integrity'), getFormatter()]);
  const { entries, chains, faults, isComplete } = report;
  const counts = { entries, chains, count: faults.length, at: format.dateTime(new Date(), 'moment') };
  if (faults.length === 0) {
    const found = isComplete ? 'whole' : 'partly';
    return { isWhole: true, title: t(found), text: t(`${found}Text`, counts), faults: [], advice: null };
  }
  const names = new Map((await listCustomerChoices(reach)).map(({ id, name }) => [String(id), name]));
  const lines = faults.slice(0, MOST_FAULTS).map(({ chain, sequence, kind }) =>
    t('line', {
      // Its history outlives a customer.
      chain: chain === INSTALLATION ? t('installation') : (names.get(chain) ?? chain),
      sequence: String(sequence),
      kind,
    }),
  );
  const left = faults.length - lines.length;
  return {
    isWhole: false,
    title: t('broken'),
    text: t('brokenText', counts),
    faults: left > 0 ? [...lines, t('more', { count: left })] : lines,
    advice: t('advice'),
  };
}
