'use client';

import { type ErrorPageProps, FailedInPlace } from './failed-in-place';

/** A fault outside the console's frame: at sign-in, at set-up, in the frame itself. */
export default function ErrorPage(props: ErrorPageProps) {
  return (
    <main>
      <FailedInPlace {...props} />
    </main>
  );
}
