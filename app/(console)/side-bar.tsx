'use client';

import { Menu, X } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useId, useState } from 'react';
import { buttonClasses } from '@/app/_ui/button';
import { classNames } from '@/app/_ui/class-names';

/**
 * The frame of the navigation: at the left from 768 px on; under that a bar at the top whose menu unfolds it over the
 * page. One and the same navigation in both, so that nothing is there twice.
 */
export function SideBar({
  words,
  children,
}: {
  words: { product: string; menu: string; close: string };
  children: ReactNode;
}) {
  const pathname = usePathname();
  const [openAt, setOpenAt] = useState<string | null>(null);
  const id = useId();
  // Open only at the address at which it was opened: following a link closes it.
  const open = openAt === pathname;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape inside the menu closes it, as in any menu
    <header
      className="sticky top-0 z-30 border-line border-b bg-panel md:flex md:h-dvh md:flex-col md:border-r md:border-b-0"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && open) setOpenAt(null);
      }}
    >
      <div className="flex h-12 items-center justify-between px-4">
        <Link href="/" className="-mx-1 flex min-h-8 items-center gap-2 rounded-md px-1 font-semibold">
          <Mark />
          {words.product}
        </Link>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpenAt(open ? null : pathname)}
          className={classNames(buttonClasses('ghost'), '-mr-2 min-w-9 px-0 md:hidden')}
        >
          {open ? <X aria-hidden="true" /> : <Menu aria-hidden="true" />}
          <span className="sr-only">{open ? words.close : words.menu}</span>
        </button>
      </div>
      <div
        id={id}
        className={classNames(
          'absolute inset-x-0 top-full max-h-[calc(100dvh-3rem)] flex-col gap-4 overflow-y-auto border-line border-b bg-panel p-2 pb-4',
          'md:static md:flex md:max-h-none md:min-h-0 md:flex-1 md:justify-between md:border-b-0 md:pt-1',
          open ? 'flex' : 'hidden',
        )}
      >
        {children}
      </div>
    </header>
  );
}

/** A horseshoe: the product's mark, as in icon.svg. */
function Mark() {
  return (
    <svg viewBox="4 4 24 24" aria-hidden="true" className="size-5 text-accent">
      <path
        d="M10.6 25.5 8.7 21.8a9.6 9.6 0 1 1 14.6 0l-1.9 3.7"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="15.6" r="2.6" fill="currentColor" />
    </svg>
  );
}
