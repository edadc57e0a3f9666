'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A form that searches: what is typed and chosen becomes the address of the list, without the empty parts. Before the
 * page's scripts run, the browser sends it by itself to the same list. Its fields have to be uncontrolled.
 */
export function SearchForm({ path, children }: { path: string; children: ReactNode }) {
  const router = useRouter();
  const address = useSearchParams().toString();
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(address);
  useEffect(() => {
    if (shown.current === address) return;
    shown.current = address;
    // Another address, such as by "Clear" or the way back: what was chosen but not applied must not stay behind.
    form.current?.reset();
  }, [address]);
  return (
    <search>
      <form
        ref={form}
        action={path}
        // What is wrong with a day is said below its field, in the words of the page.
        noValidate
        className="flex flex-wrap items-end gap-x-3 gap-y-2 px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          const query = new URLSearchParams();
          for (const [name, value] of new FormData(event.currentTarget)) {
            if (typeof value === 'string' && value.trim() !== '') query.append(name, value.trim());
          }
          router.push(query.size > 0 ? `${path}?${query}` : path);
        }}
      >
        {children}
      </form>
    </search>
  );
}
