import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NothingHere } from './nothing-here';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('errors.notFound'))('title') };
}

/** The answer to an address that no page stands at. */
export default function NotFound() {
  return (
    <main>
      <NothingHere />
    </main>
  );
}
