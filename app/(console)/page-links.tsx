import { useTranslations } from 'next-intl';
import { Pagination } from '@/app/_ui/pagination';

/** The links below a list to the page before and after, in the words of the console. */
export function PageLinks({
  page,
  pages,
  hrefFor,
}: {
  page: number;
  pages: number;
  hrefFor: (page: number) => string;
}) {
  const shell = useTranslations('shell');
  return (
    <Pagination
      page={page}
      pages={pages}
      hrefFor={hrefFor}
      words={{
        name: shell('pages'),
        previous: shell('previousPage'),
        next: shell('nextPage'),
        position: shell('pageOf', { page, pages }),
      }}
    />
  );
}
