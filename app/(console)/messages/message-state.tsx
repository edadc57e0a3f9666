import { useTranslations } from 'next-intl';
import type { StateIconName } from '@/app/_ui/state-icon';
import { StatusChip } from '@/app/_ui/status-chip';
import type { Tone } from '@/app/_ui/tone';
import { type MessageRow, type MessageState, stepOf } from '@/lib/outbox/message';

const LOOKS: Record<MessageState, { tone: Tone; icon: StateIconName }> = {
  sending: { tone: 'grey', icon: 'dashed' },
  accepted: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'cross' },
  unknown: { tone: 'amber', icon: 'question' },
};

/** How far a message is, in one word: the same chip everywhere. */
export function MessageStateChip({ state }: { state: MessageState }) {
  const t = useTranslations('messages.state');
  return <StatusChip {...LOOKS[state]}>{t(state)}</StatusChip>;
}

/** Why a message failed or why its outcome is unknown, in one sentence; nothing when it went well. */
export function MessageReason({ message }: { message: Pick<MessageRow, 'state' | 'code'> }) {
  const t = useTranslations('messages');
  const outcomes = useTranslations('outcomes');
  const title = `${message.code}.title` as Parameters<typeof outcomes>[0];
  if (message.state === 'unknown') return t('unknownWhy');
  if (!message.code) return null;
  return outcomes.has(title) ? outcomes(title) : message.code;
}

/** At which step it came to its end, in a few words beside the chip; nothing when it went well. */
export function MessageStep({ message }: { message: Pick<MessageRow, 'state' | 'detail'> }) {
  const t = useTranslations('messages.step');
  const step = stepOf(message);
  return step && t(step);
}
