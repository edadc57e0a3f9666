import { expect, test } from 'vitest';
import { type MessageState, type SendDetail, stepOf } from '@/lib/outbox/message';

const detail = (step: SendDetail['step']): SendDetail => ({
  step,
  draftMayRemain: false,
  look: null,
  badAddresses: [],
});

test.each<[MessageState, SendDetail | null, ReturnType<typeof stepOf>]>([
  ['failed', detail('check'), 'check'],
  ['failed', detail('request'), 'request'],
  ['failed', detail('draft'), 'draft'],
  ['failed', detail('upload'), 'upload'],
  ['unknown', detail('send'), 'send'],
  // It had no token yet.
  ['failed', detail(null), 'sign_in'],
  // The process was stopped on the way, or an older version sent it.
  ['unknown', null, null],
  ['failed', null, null],
  ['sending', null, null],
  ['accepted', detail(null), null],
  // Found in Sent Items after its sending had broken off.
  ['accepted', { ...detail('send'), look: 'sent' }, null],
])('a message that is %s with %j came to its end at: %s', (state, written, step) => {
  expect(stepOf({ state, detail: written })).toBe(step);
});
