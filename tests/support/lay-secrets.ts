import { randomBytes, randomUUID } from 'node:crypto';
import type { CustomerId } from '@/lib/customer/customer';
import type { SignInCredential } from '@/lib/microsoft/credential';
import { credentialBinding } from '@/lib/registration/credential';
import { sealEnvelope } from '@/lib/vault/envelope';
import { checkValueOf } from '@/lib/vault/key-states';
import { localKey } from '@/lib/vault/local-key';
import type { TestDatabase } from './database';

/** A registration whose sealed secret was laid in the database. */
export interface LaidSecret {
  readonly customerId: CustomerId;
  readonly registrationId: string;
  readonly secret: string;
}

const PER_CUSTOMER = 50;
const PER_STATEMENT = 2_000;

/**
 * Lays many registrations with their sealed secrets past the forms, which would take a second for each hundred of them.
 * @param keyId the key that seals them; its check value is laid, too
 * @param keyText that key, as VAULT_KEYS has it
 */
export async function laySecrets(
  { sql }: Pick<TestDatabase, 'sql'>,
  count: number,
  { keyId, keyText }: { readonly keyId: string; readonly keyText: string },
): Promise<LaidSecret[]> {
  const key = localKey(keyText);
  if (!key) throw new Error(`${keyId} is no whole key`);
  const check = await checkValueOf(keyId, key);
  await sql('insert into vault_key (id, "check") values ($1, $2) on conflict do nothing', [keyId, check]);
  const laid: LaidSecret[] = [];
  for (let from = 0; from < count; from += PER_STATEMENT) {
    const size = Math.min(PER_STATEMENT, count - from);
    const customers = Array.from({ length: Math.ceil(size / PER_CUSTOMER) }, () => randomUUID());
    const rows = await Promise.all(
      Array.from({ length: size }, async (_, at) => {
        const customerId = customers[Math.floor(at / PER_CUSTOMER)] as CustomerId;
        const registrationId = randomUUID();
        const secret = `Ls1~${randomBytes(27).toString('base64url')}`;
        const sealed = await sealEnvelope(
          keyId,
          key,
          credentialBinding(customerId, registrationId, 1),
          secret,
        );
        return { customerId, registrationId, secret, sealed };
      }),
    );
    const columns = [
      rows.map(({ customerId }) => customerId),
      rows.map(({ registrationId }) => registrationId),
      rows.map(({ sealed }) => sealed),
    ];
    await sql(
      `insert into customer (id, name, updated_at) select id, 'Customer ' || id, now() from unnest($1::uuid[]) as given (id)`,
      [customers],
    );
    await sql(
      `insert into registration (id, customer_id, cloud, tenant_id, client_id, updated_at)
       select id, customer, 'sandbox', id::text, id, now() from unnest($1::uuid[], $2::uuid[]) as given (customer, id)`,
      columns.slice(0, 2),
    );
    await sql(
      `insert into credential (id, customer_id, registration_id, version, sealed, key_id, hint, set_by_id, set_by_name)
       select gen_random_uuid(), customer, registration, 1, sealed, $4, 'Ls1', customer, 'Lin'
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as given (customer, registration, sealed)`,
      [...columns, keyId],
    );
    laid.push(...rows.map(({ sealed: _, ...row }) => row));
  }
  return laid;
}

/** The secret that a sign-in would use: the client secret's text, or the private key's. */
export function textOf(signIn: SignInCredential): string {
  return ('clientSecret' in signIn ? signIn.clientSecret : signIn.certificate.privateKey).reveal();
}
