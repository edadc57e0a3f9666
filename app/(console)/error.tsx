'use client';

import { type ErrorPageProps, FailedInPlace } from '@/app/failed-in-place';

/** A fault in one page. The navigation stays. */
export default function ErrorPage(props: ErrorPageProps) {
  return <FailedInPlace {...props} />;
}
