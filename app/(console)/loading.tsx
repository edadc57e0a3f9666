import { useTranslations } from 'next-intl';
import { PageSkeleton } from '@/app/_ui/skeleton';

/** The shape of a list while it is on its way. A page of another shape brings its own. */
export default function Loading() {
  const t = useTranslations('shell');
  return <PageSkeleton label={t('loading')} />;
}
