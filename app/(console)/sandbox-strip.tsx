import { ExternalLink, FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';

/** Says on every page that the sandbox is on, so that nobody takes an accepted test mail for a real one. */
export function SandboxStrip({ url }: { url: string }) {
  const t = useTranslations('shell.sandbox');
  return (
    <aside
      aria-label={t('name')}
      className="flex items-start gap-x-2 border-line border-b bg-sunken px-4 py-1.5 text-muted text-small md:px-8"
    >
      <FlaskConical aria-hidden="true" className="mt-1 size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        {t('text')}{' '}
        <a href={url} target="_blank" rel="noopener" className="link inline-flex min-h-6 items-center gap-1">
          {t('link')}
          <ExternalLink aria-hidden="true" className="size-3.5" />
        </a>
      </p>
    </aside>
  );
}
