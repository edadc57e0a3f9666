import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every file of the product that can open a connection to somewhere else, and where it may lead. */
const DOORS: Readonly<Record<string, string>> = {
  'lib/microsoft/exchange.ts': 'to the cloud table: it takes a row of it, never an address',
  'lib/examples/fetch-scenarios.ts': 'to SANDBOX_URL, which has to be on this machine',
  'lib/way-out.ts': 'to HTTPS_PROXY, which opens a tunnel to where one of these others leads',
  'lib/scoped-pool.ts': 'to DATABASE_URL',
  'lib/audit/post-heads.ts': 'to AUDIT_HEADS_URL, which has to be https',
  'lib/staff/check-oidc-provider.ts': 'to OIDC_ISSUER',
  'app/_gate/use-stream.ts': 'from the browser, to a route of the page’s own origin',
  'app/(console)/mailboxes/new/sandbox-examples.tsx': "from the browser, to the sandbox's own address",
};

/** What opens one: the global fetch and WebSocket, undici, pg, Node's own network modules. */
const OPENS =
  /(?<![\w.])(?:fetch|WebSocket|EventSource)\(|from '(?:node:)?(?:undici|pg|http|https|http2|net|tls|dgram|dns)(?:\/[^']*)?'|import\('(?:node:)?(?:undici|http|https|http2|net|tls)'\)/;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

test('only the doors that are known lead out of the product', () => {
  const found = ['app', 'lib', 'instrumentation.ts']
    .flatMap((place) => (place.endsWith('.ts') ? [join(root, place)] : [...sources(join(root, place))]))
    .filter((path) => {
      const withoutTypes = readFileSync(path, 'utf8').replace(/^import type .*$/gm, '');
      return OPENS.test(withoutTypes);
    })
    .map((path) => relative(root, path));
  expect(found.sort()).toEqual(Object.keys(DOORS).sort());
});
