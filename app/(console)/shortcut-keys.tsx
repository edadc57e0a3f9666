'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { PLACES } from './places';

/**
 * Single keys, for whoever works here all day: `g` and a letter goes to a place, `/` goes to the page's search field,
 * and any other key presses what carries it as `aria-keyshortcuts` (such as "n" on the button that adds).
 * They rest while somebody types, chooses or is asked something.
 */
export function ShortcutKeys() {
  const router = useRouter();
  useEffect(() => {
    // Time is counted from when the page was opened: 0 would be a "g" pressed then.
    let afterG = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return;
      const goesOn = event.timeStamp - afterG < 1500;
      afterG = Number.NEGATIVE_INFINITY;
      const place = goesOn ? PLACES.find(({ key }) => key === event.key) : undefined;
      if (place) {
        event.preventDefault();
        router.push(place.href);
      } else if (event.key === 'g') {
        afterG = event.timeStamp;
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(
          'input[type="search"], textarea[data-search]',
        );
        if (!search) return;
        event.preventDefault();
        search.focus();
        search.select();
      } else if (/^[a-z]$/.test(event.key) && !goesOn) {
        const control = document.querySelector<HTMLElement>(`[aria-keyshortcuts~="${event.key}"]`);
        if (!control) return;
        event.preventDefault();
        control.click();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [router]);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
