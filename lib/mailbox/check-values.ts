import { CLOUDS, type Cloud } from '@/lib/microsoft/cloud';
import { availableClouds } from '@/lib/microsoft/clouds';
import {
  clientIdSchema,
  doubtOfSecret,
  faultOfIds,
  faultOfSecret,
  tenantIdSchema,
} from '@/lib/registration/schema';
import type { TestedValues, ValueFaultCode } from './connection-test';
import { mailboxAddressSchema } from './schema';

/**
 * The first rung: what can be told without asking Microsoft. Returns the first fault in the order of the form, or
 * null. The same rules as the form's, so that a test before saving and the save agree.
 */
export function faultOfValues(values: TestedValues): ValueFaultCode | null {
  if (!isCloud(values.cloud)) return 'cloud_missing';
  if (!availableClouds().includes(values.cloud)) return 'cloud_off';
  return (
    firstFault(mailboxAddressSchema.safeParse(values.mailboxAddress)) ??
    firstFault(tenantIdSchema.safeParse(values.tenantId)) ??
    firstFault(clientIdSchema.safeParse(values.clientId)) ??
    faultOfIds(values) ??
    ('clientSecret' in values ? (faultOfSecret(values.clientSecret) ?? doubtOfSecret(values)) : null)
  );
}

const isCloud = (text: string): text is Cloud => (CLOUDS as readonly string[]).includes(text);

// The schemas' messages are the codes themselves.
function firstFault(parsed: {
  error?: { issues: { message: string }[] } | undefined;
}): ValueFaultCode | null {
  return (parsed.error?.issues[0]?.message as ValueFaultCode | undefined) ?? null;
}
