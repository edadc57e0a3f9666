'use client';

import {
  BookOpen,
  Building2,
  Gauge,
  History,
  Inbox,
  type LucideIcon,
  Send,
  Settings,
  Users,
} from 'lucide-react';
import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/_ui/class-names';
import { liesIn, PLACES, type Place } from './places';

const icons: Record<Place['name'], LucideIcon> = {
  overview: Gauge,
  mailboxes: Inbox,
  customers: Building2,
  messages: Send,
  errors: BookOpen,
  staff: Users,
  history: History,
  settings: Settings,
};

/** The places of the console, the present one marked. */
export function NavigationLinks() {
  const t = useTranslations('shell');
  const pathname = usePathname();
  return (
    <nav aria-label={t('main')}>
      <ul className="flex flex-col gap-px">
        {PLACES.map(({ name, href }) => {
          const Icon = icons[name];
          return (
            <li key={name}>
              <Link
                href={href}
                aria-current={pathname === href ? 'page' : liesIn(pathname, href) ? 'true' : undefined}
                className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-selected aria-[current]:font-medium aria-[current]:text-ink md:min-h-8"
              >
                <Icon aria-hidden="true" className="size-4 shrink-0" />
                {t(`navigation.${name}`)}
                <OnItsWay />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/**
 * A mark on the link that was followed, when its page takes longer than a moment. The console has no `loading.tsx` at
 * its root: with one every answer begins as a 200, and a mailbox that is not there could not be answered by a 404.
 */
function OnItsWay() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'ml-auto size-1.5 rounded-full bg-accent opacity-0',
        pending && 'opacity-100 transition-opacity delay-200',
      )}
    />
  );
}
