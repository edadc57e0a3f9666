import type { getTranslations } from 'next-intl/server';
import type { ExportedRow } from '@/lib/audit/audit';
import { BYTE_ORDER_MARK, csvRow } from '@/lib/csv';
import { deedArguments, deedKey } from '../deed-arguments';

/** The columns in their order, and what stands in each. */
const COLUMNS = {
  at: ({ at }) => at.toISOString(),
  actor: ({ actorName }) => actorName,
  sentence: (row, sentences) =>
    sentences.markup(deedKey(row.deed), { ...deedArguments(row), id: (chunks) => chunks }),
  customer: ({ customerName }) => customerName ?? '',
  subject: ({ subject }) => subject,
  subjectId: ({ subjectId }) => subjectId ?? '',
  deed: ({ deed }) => deed,
  details: ({ details }) => JSON.stringify(details),
  id: ({ id }) => id,
  sequence: ({ sequence }) => sequence,
  hash: ({ hash }) => hash,
} as const satisfies Record<string, (row: ExportedRow, sentences: Sentences) => string>;

type Sentences = Awaited<ReturnType<typeof getTranslations<'history.deeds'>>>;
type Words = Awaited<ReturnType<typeof getTranslations<'history'>>>;

/** Entries of the history as a stream of CSV: read batch by batch, as fast as they are taken. */
export function csvOf(
  batches: AsyncGenerator<readonly ExportedRow[]>,
  t: Words,
  sentences: Sentences,
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  return new ReadableStream({
    start(controller) {
      const head = csvRow(names.map((name) => t(`export.columns.${name}`)));
      controller.enqueue(utf8.encode(`${BYTE_ORDER_MARK}${head}`));
    },
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) {
        controller.close();
        return;
      }
      const rows = value.map((row) => csvRow(names.map((name) => COLUMNS[name](row, sentences))));
      controller.enqueue(utf8.encode(rows.join('')));
    },
    // Whoever breaks off the download keeps nothing open.
    async cancel() {
      await batches.return(undefined);
    },
  });
}
