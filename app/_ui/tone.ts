/** The colour of a state. Green: works. Amber: soon. Red: act. Grey: not known, not running. Blue: somebody else's turn. */
export type Tone = 'green' | 'amber' | 'red' | 'grey' | 'blue';

/** Text, soft ground and border of each tone; every pair is held to 4.5:1 by tests/ui/contrast.test.ts. */
export const TONE_CLASSES: Record<Tone, string> = {
  green: 'text-green bg-green-soft border-green-line',
  amber: 'text-amber bg-amber-soft border-amber-line',
  red: 'text-red bg-red-soft border-red-line',
  grey: 'text-grey bg-grey-soft border-grey-line',
  blue: 'text-blue bg-blue-soft border-blue-line',
};

/** The tone as text alone, for an icon or a figure on the page's own ground. */
export const TONE_TEXT: Record<Tone, string> = {
  green: 'text-green',
  amber: 'text-amber',
  red: 'text-red',
  grey: 'text-grey',
  blue: 'text-blue',
};
