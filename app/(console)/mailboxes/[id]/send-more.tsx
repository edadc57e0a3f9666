'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Details } from '@/app/_ui/details';
import { TextArea } from '@/app/_ui/text-area';
import { TextInput } from '@/app/_ui/text-input';

/** What one request to Microsoft Graph holds, in bytes, as `lib/microsoft/plan-mail.ts` has it, less the text. */
const ONE_REQUEST_BYTES = 3_990_000;
const LISTS = ['replyTo', 'cc', 'bcc'] as const;
const FILES = ['attachments', 'inlineImage'] as const;

/** The names of the fields that make a test mail more than a simple one. */
const NAMES = ['from', 'html', ...LISTS, ...FILES] as const;

/** Is anything in the folded part of this form? */
export function hasMore(form: FormData): boolean {
  return NAMES.some((name) =>
    form.getAll(name).some((value) => (typeof value === 'string' ? value.trim() !== '' : value.size > 0)),
  );
}

/** The folded part of `Send test`. Says what files will weigh, and by which road they go, before anything is sent. */
export function SendMore({ errors }: { errors: Readonly<Record<string, string>> }) {
  const t = useTranslations('mailbox.send');
  const format = useFormatter();
  const [sizes, setSizes] = useState<Readonly<Record<string, number>>>({});
  const bytes = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  const size = format.number(bytes / 1_000_000, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return (
    <Details summary={t('more')}>
      <div className="flex max-w-xl flex-col gap-3">
        <TextInput
          label={t('from')}
          name="from"
          help={t('fromHelp')}
          error={errors.from}
          autoComplete="off"
        />
        {LISTS.map((name) => (
          <TextInput
            key={name}
            label={t(name)}
            name={name}
            help={name === 'replyTo' ? undefined : t('addressesHelp')}
            error={errors[name]}
            autoComplete="off"
          />
        ))}
        <TextArea label={t('html')} name="html" help={t('htmlHelp')} error={errors.html} rows={3} />
        {FILES.map((name) => (
          <TextInput
            key={name}
            type="file"
            multiple={name === 'attachments'}
            accept={name === 'inlineImage' ? 'image/*' : undefined}
            label={t(name)}
            name={name}
            help={name === 'attachments' ? t('attachmentsHelp') : undefined}
            error={errors[name]}
            onChange={({ currentTarget: { files } }) => {
              // In base64, as a request carries them.
              const encoded = [...(files ?? [])].reduce((sum, file) => sum + Math.ceil(file.size / 3) * 4, 0);
              setSizes((before) => ({ ...before, [name]: encoded }));
            }}
          />
        ))}
        <p role="status" className="text-small empty:hidden">
          {bytes > 0 ? t(bytes > ONE_REQUEST_BYTES ? 'asDraft' : 'oneRequest', { size }) : null}
        </p>
      </div>
    </Details>
  );
}
