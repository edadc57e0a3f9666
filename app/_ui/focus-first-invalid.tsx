'use client';

import { useEffect, useRef } from 'react';

/**
 * Put inside a form: each time `answer` becomes another object (the state that the form's action returned), the first
 * field marked invalid gets the focus. The first answer, there when the page is shown, moves nothing.
 */
export function FocusFirstInvalid({ answer }: { answer: unknown }) {
  const marker = useRef<HTMLSpanElement>(null);
  const seen = useRef(answer);
  useEffect(() => {
    if (seen.current === answer) return;
    seen.current = answer;
    marker.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [answer]);
  return <span ref={marker} hidden />;
}
