import { expect, test } from '../support/browser-test';
import { readBuild } from '../sweep/build';
import { setStage } from '../sweep/stage';
import { lineOf, sweep } from '../sweep/sweep';

// Sixteen thousand requests: two or three minutes on a quiet machine, several times that on a busy one.
test.setTimeout(1_200_000);

/** Made from the build's own manifests: see tests/sweep/cases.ts. */
test('whatever is asked for, by whomever, with whatever id: nothing of another customer comes back or changes', async () => {
  const url = process.env.POSTHOUSE_TEST_URL ?? '';
  const swept = await sweep(await setStage({ url, build: readBuild(process.cwd()) }));
  console.log(lineOf(swept));
  expect(swept.failures).toEqual([]);
  expect(swept.attempts).toBeGreaterThan(5000);
});
