import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from '@/app/nothing-here';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('errors.notFound'))('title') };
}

/** The answer to a mailbox, customer or message that is not there. The navigation stays. */
export default function NotFound() {
  return <NothingHere />;
}
