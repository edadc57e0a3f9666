import { useTranslations } from 'next-intl';
import { Code } from '@/app/_ui/code';
import { CopyButton } from '@/app/_ui/copy-button';
import { RelativeTime } from '@/app/_ui/relative-time';
import { Cell, HeadCell, Row, RowAction, RowLink, Table } from '@/app/_ui/table';
import type { MessageRow } from '@/lib/outbox/message';
import { MessageReason, MessageStateChip, MessageStep } from './message-state';

/** Messages, one a row; the row leads to the mailbox that it was sent from. */
export function MessageTable({ rows }: { rows: readonly MessageRow[] }) {
  const t = useTranslations('messages');
  const shell = useTranslations('shell');
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          <HeadCell>{t('head.state')}</HeadCell>
          <HeadCell>{t('head.mailbox')}</HeadCell>
          <HeadCell>{t('head.recipient')}</HeadCell>
          <HeadCell>{t('head.when')}</HeadCell>
          <HeadCell>{t('head.requestId')}</HeadCell>
        </>
      }
    >
      {rows.map((message) => (
        <Row key={message.id}>
          <Cell className="md:min-w-52">
            <div className="flex flex-wrap items-center gap-x-2">
              <MessageStateChip state={message.state} />
              <span className="text-muted text-tiny empty:hidden">
                <MessageStep message={message} />
              </span>
            </div>
            <p className="mt-0.5 text-muted text-tiny empty:hidden">
              <MessageReason message={message} />
            </p>
          </Cell>
          <Cell className="md:min-w-48">
            <div>
              <RowLink href={`/mailboxes/${message.mailboxId}`} className="wrap-anywhere" translate="no">
                {message.mailboxAddress}
              </RowLink>
              <p className="text-muted text-tiny">{message.customerName}</p>
            </div>
          </Cell>
          <Cell label={t('head.recipient')} className="md:min-w-40">
            <div>
              <span className="wrap-anywhere" translate="no">
                {message.recipient}
              </span>
              <p className="text-muted text-tiny">{t('by', { name: message.sentByName })}</p>
            </div>
          </Cell>
          <Cell label={t('head.when')} className="whitespace-nowrap">
            <RelativeTime at={message.createdAt} />
          </Cell>
          <Cell label={message.requestId ? t('head.requestId') : undefined}>
            {message.requestId ? (
              <RowAction>
                {/* Its first part is enough to tell two apart; the button copies all of it. */}
                <Code>
                  <span title={message.requestId}>{message.requestId.slice(0, 8)}…</span>
                </Code>
                <CopyButton
                  value={message.requestId}
                  label={shell('copy')}
                  copiedLabel={shell('copied')}
                  failedLabel={shell('copyFailed')}
                />
              </RowAction>
            ) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
