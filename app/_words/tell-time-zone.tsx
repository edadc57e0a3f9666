'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { preferenceCookie } from './languages';

/**
 * Tells the server the browser's time zone by cookie, and shows the page again when the server wrote its times in
 * another one. The first visit is therefore in UTC for a moment.
 */
export function TellTimeZone({ shown, isHttps }: { shown: string; isHttps: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!here || here === shown) return;
    const entry = `${preferenceCookie('timeZone', isHttps)}=${encodeURIComponent(here)}`;
    // The server may not know this zone, and a browser may refuse cookies: told once, never in a circle.
    if (document.cookie.split('; ').includes(entry)) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers still in use
    document.cookie = `${entry}; Path=/; Max-Age=31536000; SameSite=Lax${isHttps ? '; Secure' : ''}`;
    if (document.cookie.split('; ').includes(entry)) router.refresh();
  }, [shown, isHttps, router]);
  return null;
}
