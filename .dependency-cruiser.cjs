// Who may import whom: the table of ARCHITECTURE.md, checked by `npm run check`. tests/scripts/import-rules.test.ts shows
// that every rule can fire.
const { clientFiles } = require('./scripts/check/client-files.cjs');

/** Folders of lib/ in their order: each may import what stands to its left. `audit` stands before all: see its rule. */
const ORDER = [
  ['staff', 'customer', 'error-code', 'certificate'],
  ['registration'],
  ['pending-certificate'],
  ['vault-key'],
  ['paste'],
  ['mailbox'],
  ['retest'],
  ['outbox'],
  ['examples'],
];

/** At least one pattern: an empty list would match everything. */
const inBrowser = () => ['^$', ...clientFiles(process.cwd()).map(exactly)];

const exactly = (path) => `^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;

/** One rule a folder: not to what stands beside it or to its right. */
const orderRules = ORDER.flatMap((beside, at) =>
  beside
    .map((folder) => ({
      name: `order-of-${folder}`,
      comment: `lib/${folder} imports only what stands to its left in ${ORDER.flat().join(', ')}: what comes later in a mailbox's life is not known earlier, and nothing can go round in a circle.`,
      severity: 'error',
      from: { path: `^lib/${folder}/` },
      to: {
        path: ORDER.slice(at)
          .flat()
          .filter((other) => other !== folder)
          .map((other) => `^lib/${other}/`),
      },
    }))
    .filter(({ to }) => to.path.length > 0),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'Nobody imports it and it imports nobody: it is left over. What a framework finds by its name is no orphan.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '^[^/]+$',
          '^tests/',
          '^app/.*(?:page|layout|loading|error|not-found|route|icon)\\.tsx?$',
          '^scripts/start/end-with-parent\\.mjs$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment: 'What cannot be found cannot be checked, and does not run.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-barrels',
      comment: 'An index file hides where a thing lies, and pulls in its neighbours.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.[jt]sx?$', pathNot: ['node_modules/', '^prisma/generated'] },
    },
    {
      name: 'next-only-in-app',
      comment: 'lib/ knows no Next.js, so that the app, the scripts and the tests share one body.',
      severity: 'error',
      from: { pathNot: '^(?:app/|tests/gate/|instrumentation\\.ts$|proxy\\.ts$|next-env\\.d\\.ts$)' },
      to: { path: 'node_modules/next/' },
    },
    {
      name: 'prisma-only-in-reads-and-stores',
      comment:
        'Only database.ts, reads.ts and store.ts speak with the tables; a verb reads as the story of what happens.',
      severity: 'error',
      from: { path: '^(?:lib|app|sandbox)/', pathNot: '^lib/(?:database|[^/]+/(?:reads|store))\\.ts$' },
      to: { path: ['^prisma/generated', 'node_modules/@prisma/'] },
    },
    {
      name: 'msal-only-in-microsoft',
      comment:
        'lib/microsoft is the only importer of MSAL: how Microsoft is spoken to can change in one room.',
      severity: 'error',
      from: { pathNot: ['^lib/microsoft/', '^tests/'] },
      to: { path: 'node_modules/@azure/msal-node/' },
    },
    {
      name: 'lib-root-is-plumbing',
      comment:
        'Files at the root of lib/ are under everything; a product folder under them would be a circle in waiting.',
      severity: 'error',
      from: { path: '^lib/[^/]+$' },
      to: { path: '^lib/[^/]+/' },
    },
    {
      name: 'vault-knows-no-product',
      comment:
        'The vault seals and opens for whoever asks. It knows no customer, no mailbox and no Microsoft.',
      severity: 'error',
      from: { path: '^lib/vault/' },
      to: { path: '^lib/(?!vault/)[^/]+/' },
    },
    {
      name: 'microsoft-knows-no-product',
      comment:
        'lib/microsoft speaks with Microsoft for whoever asks. It knows no customer, no mailbox and no vault.',
      severity: 'error',
      from: { path: '^lib/microsoft/' },
      to: { path: '^lib/(?!microsoft/)[^/]+/' },
    },
    {
      name: 'audit-knows-nobody',
      comment:
        'Everyone writes audit entries in their own transaction, staff and customer too: so audit imports root files alone.',
      severity: 'error',
      from: { path: '^lib/audit/' },
      to: { path: '^lib/(?!audit/)[^/]+/' },
    },
    ...orderRules,
    {
      name: 'store-is-private',
      comment:
        'A store writes for the verbs beside it. Others call a verb, or a change could happen without its rules.',
      severity: 'error',
      from: { path: '^(?:lib/([^/]+)/|app/|sandbox/)' },
      to: { path: '^lib/[^/]+/store\\.ts$', pathNot: '^lib/$1/' },
    },
    {
      name: 'app-stays-outside',
      comment:
        'app/ knows no Prisma, no ciphertext, no Microsoft: it calls verbs and reads. lib/microsoft/cloud.ts is a list of names, free of server code, that forms share.',
      severity: 'error',
      from: { path: '^app/' },
      to: {
        path: '^lib/(?:database\\.ts$|auth\\.ts$|vault/|microsoft/)',
        pathNot: '^lib/microsoft/cloud\\.ts$',
      },
    },
    {
      name: 'proxy-is-no-lock',
      comment:
        "proxy.ts can be gone round, and that must change nobody's rights: it knows no session, no staff and no customer, only the installation.",
      severity: 'error',
      from: { path: '^proxy\\.ts$' },
      to: {
        path: '^(?:app|lib|prisma)/',
        pathNot: '^(?:lib/env|app/_gate/(?:content-security-policy|installation))\\.ts$',
      },
    },
    {
      name: 'ui-is-nobodys',
      comment: 'app/_ui could ship in another product: it imports nothing of ours.',
      severity: 'error',
      from: { path: '^app/_ui/' },
      to: { path: '^(?:app|lib|prisma|sandbox|scripts|tests)/', pathNot: '^app/_ui/' },
    },
    {
      name: 'client-has-no-server-code',
      comment:
        'What "use client" files import is sent to the browser: no database, key, store or read goes there, directly or through others. Types leave nothing behind.',
      severity: 'error',
      from: { path: inBrowser() },
      to: {
        path: [
          '^lib/(?:database|env|log|auth)\\.ts$',
          '^lib/[^/]+/(?:reads|store)\\.ts$',
          '^lib/vault/',
          '^prisma/',
          'node_modules/(?:pg|undici|pino|better-auth|@prisma/[^/]+|@azure/msal-node)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'client-has-no-node',
      comment: 'The browser has none of what Node brings.',
      severity: 'error',
      from: { path: inBrowser() },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sandbox-is-a-stranger',
      comment:
        'The sandbox is Microsoft, seen from outside: shared code would make both wrong in the same way.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(?:app|lib|prisma|scripts|tests|bench)/' },
    },
    {
      name: 'product-imports-no-tooling',
      comment: 'app/ and lib/ are what runs. They import no sandbox, script, test or bench.',
      severity: 'error',
      from: { path: '^(?:app|lib)/' },
      to: { path: '^(?:sandbox|scripts|tests|bench)/' },
    },
    {
      name: 'bench-is-at-the-end',
      comment: 'bench/ measures what the others do. What it lays and counts is for nobody else to build on.',
      severity: 'error',
      from: { pathNot: '^bench/' },
      to: { path: '^bench/' },
    },
    {
      name: 'lib-knows-no-app',
      comment: 'lib/ is under the app, the scripts and the tests alike.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^app/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count too: a room that needs another's types knows of it.
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^prisma/generated'] },
    exclude: { path: ['^\\.next/', '\\.css$', '\\.json$', '\\.svg$'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
