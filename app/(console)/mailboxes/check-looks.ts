import type { StateIconName } from '@/app/_ui/state-icon';
import type { Tone } from '@/app/_ui/tone';
import type { CheckState } from '@/lib/mailbox/connection-test';

/** How a state looks; a word or a sentence always stands beside it. */
export interface CheckLook {
  readonly tone: Tone;
  readonly icon: StateIconName;
}

/** Colour and icon of a check's state, and of a verdict. */
export const CHECK_LOOKS: Record<CheckState, CheckLook> = {
  passed: { tone: 'green', icon: 'check' },
  failed: { tone: 'red', icon: 'cross' },
  not_reached: { tone: 'grey', icon: 'minus' },
  not_proven: { tone: 'amber', icon: 'question' },
};
