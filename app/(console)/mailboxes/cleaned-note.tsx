'use client';

import type { ValueNote } from './use-value-notes';

/** Says below a field what was taken off the value when the field was left. */
export function CleanedNote({ note }: { note: ValueNote | undefined }) {
  return note?.cleaned ? (
    <p role="status" className="text-muted text-small">
      {note.cleaned}
    </p>
  ) : null;
}
