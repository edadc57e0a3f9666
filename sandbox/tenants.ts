import type { CloudName } from './clouds';
import type { App, Mailbox, Secret, Tenant } from './directory';
import { guidOf, secretOf } from './identity';

/** The application permission that a mail-sending app needs, and no more. */
export const MAIL_SEND = ['Mail.Send'];

/** A mailbox of a tenant; its id follows from its address. */
export function mailbox(address: string, name: string, kind: Mailbox['kind'] = 'user'): Mailbox {
  return { id: guidOf(`mailbox ${address}`), address, name, kind, sendAs: [] };
}

/** The longest life that Entra's own page gives a secret, in days. */
const LONGEST_LIFE_DAYS = 730;

/** A secret whose value follows from `key`. */
export function secret(key: string, expiresAt: Date): Secret {
  const startsAt = inDays(expiresAt, -LONGEST_LIFE_DAYS);
  return { id: guidOf(`secret id ${key}`), value: secretOf(key), startsAt, expiresAt };
}

/** An app registration in order: enabled, consented to Mail.Send, one secret; `changes` makes it otherwise. */
export function app(key: string, tenantId: string, expiresAt: Date, changes: Partial<App> = {}): App {
  return {
    clientId: guidOf(`client ${key}`),
    objectId: guidOf(`service principal ${key}`),
    tenantId,
    name: 'Helpdesk Mailer',
    enabled: true,
    blockedByConditionalAccess: false,
    secrets: [secret(key, expiresAt)],
    roles: MAIL_SEND,
    rbacScope: null,
    rbacReadWriteScope: null,
    accessPolicy: null,
    ...changes,
  };
}

/** A directory with Exchange Online and no app yet. */
export function tenant(
  key: string,
  name: string,
  mailboxes: readonly Mailbox[],
  changes: Partial<Tenant> = {},
): Tenant {
  return {
    id: guidOf(`tenant ${key}`),
    name,
    cloud: 'global',
    region: null,
    domains: [`${key}.example`],
    hasExchange: true,
    mailboxes,
    apps: [],
    ...changes,
  };
}

/** A working registration: its tenant with the app, the days its secret has left, and what its staff know of that. */
export interface WorkingTenant {
  readonly key: string;
  readonly tenant: Tenant;
  readonly app: App;
  readonly expiresAt: Date;
  readonly expiryKnown: boolean;
}

const COMPANIES: readonly {
  readonly key: string;
  readonly name: string;
  readonly days: number;
  readonly expiryKnown: boolean;
  readonly people: readonly (readonly [string, string, Mailbox['kind']?])[];
}[] = [
  {
    key: 'alder-bakery',
    name: 'Alder Bakery',
    days: 412,
    expiryKnown: true,
    people: [
      ['support', 'Alder Bakery Support', 'shared'],
      ['orders', 'Alder Bakery Orders', 'shared'],
      ['maria.alder', 'Maria Alder'],
    ],
  },
  {
    key: 'beacon-clinics',
    name: 'Beacon Clinics',
    days: 260,
    expiryKnown: true,
    people: [
      ['reception', 'Beacon Clinics Reception', 'shared'],
      ['billing', 'Beacon Clinics Billing', 'shared'],
      ['j.okafor', 'James Okafor'],
      ['no-reply', 'Beacon Clinics', 'shared'],
    ],
  },
  {
    key: 'cedar-logistics',
    name: 'Cedar Logistics',
    days: 24,
    expiryKnown: true,
    people: [
      ['dispatch', 'Cedar Dispatch', 'shared'],
      ['claims', 'Cedar Claims', 'shared'],
      ['lena.fischer', 'Lena Fischer'],
    ],
  },
  {
    key: 'minghu-travel',
    name: '明湖旅行社',
    days: 181,
    expiryKnown: true,
    people: [
      ['service', '明湖旅行社客服', 'shared'],
      ['booking', '訂位中心', 'shared'],
      ['chen.yiting', '陳怡婷'],
    ],
  },
  {
    key: 'elm-library',
    name: 'Elm Public Library',
    days: 6,
    expiryKnown: true,
    people: [
      ['desk', 'Elm Library Front Desk', 'shared'],
      ['loans', 'Elm Library Loans', 'shared'],
      ['p.novak', 'Petra Novak'],
    ],
  },
  {
    key: 'fjord-outfitters',
    name: 'Fjord Outfitters AS',
    days: 540,
    expiryKnown: false,
    people: [
      ['hello', 'Fjord Outfitters', 'shared'],
      ['returns', 'Fjord Returns', 'shared'],
      ['ingrid.hauge', 'Ingrid Hauge'],
    ],
  },
];

/** Midnight UTC of the day `days` after `now`. */
export function inDays(now: Date, days: number): Date {
  const day = new Date(now);
  day.setUTCHours(0, 0, 0, 0);
  day.setUTCDate(day.getUTCDate() + days);
  return day;
}

/** Six companies in order, whose secrets end on days counted from `now`. */
export function workingTenants(now: Date): readonly WorkingTenant[] {
  return COMPANIES.map(({ key, name, days, expiryKnown, people }) => {
    const mailboxes = people.map(([local, title, kind]) => mailbox(`${local}@${key}.example`, title, kind));
    const empty = tenant(key, name, mailboxes);
    const expiresAt = inDays(now, days);
    const mailer = app(key, empty.id, expiresAt);
    return { key, tenant: { ...empty, apps: [mailer] }, app: mailer, expiresAt, expiryKnown };
  });
}

/**
 * One working company in each national cloud. In the global cloud, which the sandbox plays for the app, each is told to
 * live elsewhere.
 */
export function nationalTenants(now: Date): readonly Omit<WorkingTenant, 'expiryKnown'>[] {
  const companies: readonly (readonly [CloudName, string, string])[] = [
    ['gcc_high', 'quarry-works', 'Quarry Works'],
    ['dod', 'lighthouse-depot', 'Lighthouse Depot'],
    ['china', 'lotus-trading', '蓮花貿易'],
  ];
  return companies.map(([cloud, key, name]) => {
    const empty = tenant(key, name, [mailbox(`service@${key}.example`, name, 'shared')], { cloud });
    const expiresAt = inDays(now, 320);
    const mailer = app(key, empty.id, expiresAt);
    return { key, tenant: { ...empty, apps: [mailer] }, app: mailer, expiresAt };
  });
}
