import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENV_NAMES, EnvironmentError, readEnv } from '@/lib/env';
import { planStart } from '@/scripts/start/app-environment';
import { SETTING_NAMES } from '@/scripts/start/settings';

const key = Buffer.alloc(32, 'fake').toString('base64');
const whole = {
  DATABASE_URL: 'postgresql://posthouse@127.0.0.1/posthouse',
  APP_URL: 'https://posthouse.example.com/anything',
  VAULT_KEYS: `k1:${key},k2:${key}`,
  VAULT_SEALING_KEY: 'k2',
  SESSION_SECRET: 'x'.repeat(32),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key,
};

const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof EnvironmentError) return error.faults;
    throw error;
  }
  return [];
};

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8');

  test('names every variable that the code reads, each once, and no other', () => {
    const named = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name]) => name);
    expect([...named].sort()).toEqual([...ENV_NAMES, ...SETTING_NAMES, 'CHROMIUM_PATH'].sort());
  });

  test('gives none a value, and each a reason', () => {
    for (const [paragraph] of example.matchAll(/(?:^#.*\n)*^[A-Z_]+=.*$/gm)) {
      expect(paragraph).toMatch(/^# .{20}/);
      expect(paragraph).toMatch(/=$/);
    }
  });

  test('copied as it is, it changes nothing: an empty value counts as not set', () => {
    const empty = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => [name, '']));
    expect(planStart(empty, '/project')).toEqual(planStart({}, '/project'));
  });
});

describe('the environment of the app', () => {
  test('is read whole', () => {
    expect(readEnv(whole)).toMatchObject({
      APP_URL: 'https://posthouse.example.com',
      VAULT_KEYS: [
        { id: 'k1', key },
        { id: 'k2', key },
      ],
      LOG_LEVEL: 'info',
    });
  });

  test('with a database of its own and no keys the start is refused, with all faults at once', () => {
    expect(
      faultsOf(() => planStart({ DATABASE_URL: 'mysql://x', PORT: '0', SANDBOX: 'maybe' }, '/project')),
    ).toEqual([
      'PORT is not a port (1 to 65535)',
      'SANDBOX is neither on nor off',
      'DATABASE_URL is not a postgresql:// address',
      'SESSION_SECRET is not set',
      'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is not set',
      'VAULT_KEYS is not set, nor VAULT_KEYS_FILE',
    ]);
  });

  test('one key given without the others is refused also with the embedded database', () => {
    expect(faultsOf(() => planStart({ SESSION_SECRET: 'x'.repeat(40) }, '/project'))).toEqual([
      'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is not set',
      'VAULT_KEYS is not set, nor VAULT_KEYS_FILE',
    ]);
  });

  test.each([
    ['VAULT_KEYS', 'secret-value'],
    ['VAULT_KEYS', `k2:${key},k3${key}`],
    ['VAULT_KEYS', `k2:${key},k2:${key}`],
    ['VAULT_SEALING_KEY', 'secret-value'],
    ['SESSION_SECRET', 'secret-value'],
    ['NEXT_SERVER_ACTIONS_ENCRYPTION_KEY', 'secret-value'],
    ['DATABASE_URL', 'secret-value'],
    ['APP_URL', 'secret-value'],
    ['SANDBOX_URL', 'http://secret-value.example'],
    ['AUDIT_HEADS_URL', 'http://secret-value.example/heads'],
    ['AUDIT_HEADS_URL', 'ftp://secret-value.example/heads'],
    ['AUDIT_HEADS_SECRET', 'secret-value'],
    ['AUDIT_HEADS_SECRET', 'whsec_c2hvcnQtc2VjcmV0'],
    ['LOG_LEVEL', 'secret-value'],
    ['REQUIRE_SECOND_FACTOR', 'secret-value'],
  ])('a bad %s is named and its value is not printed', (name, value) => {
    const faults = faultsOf(() => readEnv({ ...whole, [name]: value }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
    expect(faults.join()).not.toContain(value);
  });

  const oidc = {
    OIDC_ISSUER: 'https://login.microsoftonline.com/1b2c3d4e-0000-4000-8000-1234567890ab/v2.0',
    OIDC_CLIENT_ID: 'an-id',
    OIDC_CLIENT_SECRET: 'a-secret',
    OIDC_NAME: 'Microsoft',
  };

  test('an identity provider is given whole or not at all, and what is missing is said together', () => {
    expect(readEnv({ ...whole, ...oidc })).toMatchObject(oidc);
    expect(readEnv(whole).OIDC_ISSUER).toBeUndefined();
    const { OIDC_ISSUER, OIDC_NAME, ...half } = oidc;
    expect(faultsOf(() => readEnv({ ...whole, ...half }))).toEqual([
      'OIDC_ISSUER, OIDC_NAME are not set, and OIDC_CLIENT_ID is',
    ]);
    expect(faultsOf(() => readEnv({ ...whole, OIDC_NAME, OIDC_ISSUER: 'nonsense' }))).toEqual([
      'OIDC_ISSUER is not valid (invalid url)',
      'OIDC_CLIENT_ID, OIDC_CLIENT_SECRET are not set, and OIDC_ISSUER is',
    ]);
  });

  test.each([
    ['http://login.example.com', 'is not an https address'],
    ['https://login.example.com/?x=1', 'is not an issuer'],
    ['https://login.microsoftonline.com/common/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.com/organizations/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.com/consumers/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0', 'is not one directory'],
    ['https://LOGIN.microsoftonline.com/Common/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.com//common/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.com/contoso.com/v2.0', 'is not one directory'],
    ['https://login.microsoftonline.us/common/v2.0', 'is not one directory'],
    ['https://login.partner.microsoftonline.cn/common/v2.0', 'is not one directory'],
    ['https://sts.windows.net/common/', 'is not one directory'],
    ['https://login.microsoftonline.com/', 'is not one directory'],
  ])('the issuer %s %s', (issuer, fault) => {
    const faults = faultsOf(() => readEnv({ ...whole, ...oidc, OIDC_ISSUER: issuer }));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^OIDC_ISSUER ${fault}`));
  });

  test.each(['https://accounts.example.com', 'https://id.example.com/realms/staff', 'http://127.0.0.1:9000'])(
    'the issuer %s is taken',
    (issuer) => {
      expect(readEnv({ ...whole, ...oidc, OIDC_ISSUER: issuer }).OIDC_ISSUER).toBe(issuer);
    },
  );

  test('a vault key that is not whole stops no start: the app tells which it is', () => {
    const { VAULT_KEYS } = readEnv({ ...whole, VAULT_KEYS: `k1:${key},k2:${key.slice(0, 20)}` });
    expect(VAULT_KEYS?.map(({ id }) => id)).toEqual(['k1', 'k2']);
  });

  test('vault keys may stand one a line', () => {
    const { VAULT_KEYS } = readEnv({ ...whole, VAULT_KEYS: `k1:${key}\n\n  k2:${key}\n` });
    expect(VAULT_KEYS).toEqual([
      { id: 'k1', key },
      { id: 'k2', key },
    ]);
  });

  test('vault keys may lie in a file, but not in both places at once', () => {
    const inFile = { ...whole, VAULT_KEYS: '', VAULT_KEYS_FILE: '/run/secrets/vault-keys' };
    expect(readEnv(inFile)).toMatchObject({
      VAULT_KEYS: undefined,
      VAULT_KEYS_FILE: '/run/secrets/vault-keys',
    });
    expect(planStart({ ...inFile, DATABASE_URL: '' }, '/project')).toMatchObject({ keysAreGiven: true });
    expect(faultsOf(() => readEnv({ ...whole, VAULT_KEYS_FILE: '/run/secrets/vault-keys' }))).toEqual([
      'VAULT_KEYS is set and VAULT_KEYS_FILE too: keys come from one place',
    ]);
  });

  test('heads are posted to https or to this machine, and never unsigned', () => {
    const AUDIT_HEADS_SECRET = `whsec_${key}`;
    for (const AUDIT_HEADS_URL of [
      'https://ledger.example/heads',
      'http://127.0.0.1:8080/',
      'http://[::1]/',
    ]) {
      expect(readEnv({ ...whole, AUDIT_HEADS_URL, AUDIT_HEADS_SECRET })).toMatchObject({ AUDIT_HEADS_URL });
      expect(faultsOf(() => readEnv({ ...whole, AUDIT_HEADS_URL }))).toEqual([
        'AUDIT_HEADS_SECRET is not set, and AUDIT_HEADS_URL needs it',
      ]);
    }
  });

  test('nothing set is enough with the embedded database', () => {
    expect(planStart({}, '/project')).toEqual({
      database: null,
      keysAreGiven: false,
      settings: {
        port: 3000,
        host: '127.0.0.1',
        dataDir: '/project/.posthouse',
        sandbox: true,
        sandboxPort: null,
        address: 'http://localhost:3000',
      },
    });
  });

  test('the sandbox is off with a database of its own, unless it is switched on', () => {
    expect(planStart(whole, '/project').settings.sandbox).toBe(false);
    expect(planStart({ ...whole, SANDBOX: 'on' }, '/project').settings.sandbox).toBe(true);
  });
});

describe('the proxy', () => {
  test('may be named in small letters, which then count', () => {
    const env = readEnv({
      ...whole,
      HTTPS_PROXY: 'http://one:3128',
      https_proxy: 'http://two:3128',
      no_proxy: '*',
    });
    expect(env).toMatchObject({ HTTPS_PROXY: 'http://two:3128', NO_PROXY: '*' });
  });

  test.each(['proxy:3128', 'socks5://proxy:1080', 'http://user:%zz@proxy:3128'])(
    '%s is refused, and the value is not repeated',
    (HTTPS_PROXY) => {
      const [fault, ...more] = faultsOf(() => readEnv({ ...whole, HTTPS_PROXY }));
      expect(more).toEqual([]);
      expect(fault).toMatch(/^HTTPS_PROXY /);
      expect(fault).not.toContain(HTTPS_PROXY);
    },
  );
});
