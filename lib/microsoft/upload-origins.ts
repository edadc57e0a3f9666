import { env } from '@/lib/env';
import type { Cloud } from './cloud';

/**
 * Where upload sessions of each cloud live: an upload address is a key in itself, and what is attached goes nowhere
 * else. outlook.office.com stands in learn.microsoft.com/graph/outlook-large-attachments; the others are the hosts of
 * Outlook on the web in learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges and its pages for the
 * national clouds. None was reached from here.
 */
const table: Readonly<Record<Exclude<Cloud, 'sandbox'>, readonly string[]>> = {
  global: ['https://outlook.office.com', 'https://outlook.office365.com'],
  gcc_high: ['https://outlook.office365.us'],
  dod: ['https://outlook-dod.office365.us', 'https://webmail.apps.mil'],
  china: ['https://partner.outlook.cn'],
};

/** The origins at which an upload session of `cloud` may be. */
export function uploadOrigins(cloud: Cloud): readonly string[] {
  if (cloud !== 'sandbox') return table[cloud];
  const own = env().SANDBOX_URL;
  return own ? [own] : [];
}
