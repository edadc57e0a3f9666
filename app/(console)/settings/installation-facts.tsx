import { useTranslations } from 'next-intl';
import { sandboxUrl } from '@/app/_gate/installation';
import { Code } from '@/app/_ui/code';
import { Fact, Facts } from '@/app/_ui/facts';
import { version } from '@/package.json';

/** What whoever runs this installation is asked for when something goes wrong. */
export function InstallationFacts() {
  const t = useTranslations('settings.installation');
  const sandbox = sandboxUrl();
  return (
    <Facts>
      <Fact name={t('version')}>
        <Code>{version}</Code>
      </Fact>
      <Fact name={t('sandbox')}>{sandbox ? <Code>{sandbox}</Code> : t('sandboxOff')}</Fact>
    </Facts>
  );
}
