import { expect, test } from 'vitest';
import { hintOf } from '@/lib/registration/credential';
import { Secret } from '@/lib/secret';

test.each([
  ['one~8Q-not.a_real-secret~value0000000001', 'one'],
  ['exactly-16-chars', 'exa'],
  ['only-fifteen-ch', ''],
  ['four', ''],
])('of %s these characters may be shown: %j', (secret, hint) => {
  expect(hintOf(new Secret(secret))).toBe(hint);
});
