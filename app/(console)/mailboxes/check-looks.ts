import type { StateIconName } from '@/app/_ui/state-icon';
import type { Tone } from '@/app/_ui/tone';
import type { CheckState } from '@/lib/mailbox/connection-test';

/** Colour and icon of a check's state, and of a verdict; the word stands beside them. */
export const CHECK_LOOKS: Record<CheckState, { tone: Tone; icon: StateIconName }> = {
  passed: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'cross' },
  not_reached: { tone: 'grey', icon: 'minus' },
  not_proven: { tone: 'amber', icon: 'question' },
};
