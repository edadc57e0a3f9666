import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { route } from '@/app/_gate/route';
import { wordForRequest } from '@/app/_gate/word-for-request';
import type { ActionFailureCode } from '@/app/_gate/wording';
import { currentTimeZone } from '@/app/_words/preferences';
import { exportHistory } from '@/lib/audit/export-history';
import { customerInReach, readCustomer } from '@/lib/customer/reads';
import type { Reach } from '@/lib/scope';
import type { Actor } from '@/lib/staff/staff';
import { filterOf, parametersOf, readHistoryQuery } from '../history-query';
import { csvOf } from './csv-of';

/** The history as a CSV file, narrowed as its page is by the same parameters. */
export const GET = route({ deed: 'history.export', run: exportCsv });

async function exportCsv({
  actor,
  reach,
  request,
}: {
  readonly actor: Actor;
  readonly reach: Reach;
  readonly request: NextRequest;
}): Promise<Response> {
  const { query, badDays } = readHistoryQuery(Object.fromEntries(request.nextUrl.searchParams));
  const customerId = query.customer ? await customerInReach(reach, query.customer) : null;
  const customer = customerId && (await readCustomer(customerId));
  // The page shows more where it does not understand; a file that is handed on must not hold more than was asked for.
  if (query.customer && !customer) return refuse(request, 'customer_not_found', 404);
  if (badDays.length > 0) return refuse(request, 'invalid_input', 400);

  const timeZone = await currentTimeZone();
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());
  const fileName = `posthouse-history-${today}.csv`;
  const batches = await exportHistory(reach, actor, {
    filter: filterOf(query, customerId, timeZone),
    customer: customer || null,
    fileName,
    given: parametersOf(query),
  });
  const [t, sentences] = await Promise.all([getTranslations('history'), getTranslations('history.deeds')]);
  return new Response(csvOf(batches, t, sentences), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="${fileName}"`,
    },
  });
}

function refuse(request: NextRequest, code: ActionFailureCode, status: number): Response {
  const { text, language } = wordForRequest(request, code, {});
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Language': language };
  return new Response(text, { status, headers });
}
