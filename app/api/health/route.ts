import { databaseIsWell } from '@/lib/health';

export const dynamic = 'force-dynamic';

/** For load balancers and `npm start`: 200 when the app can do its work, 503 when its database does not answer. */
export async function GET(): Promise<Response> {
  const isWell = await databaseIsWell();
  return Response.json(
    { status: isWell ? 'ok' : 'unavailable' },
    { status: isWell ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
