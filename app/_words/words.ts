import enAuth from './en/auth.json';
import enCatalogue from './en/catalogue.json';
import enCustomers from './en/customers.json';
import enErrors from './en/errors.json';
import enFactor from './en/factor.json';
import enGuide from './en/guide.json';
import enHistory from './en/history.json';
import enMailbox from './en/mailbox.json';
import enMailboxes from './en/mailboxes.json';
import enMessages from './en/messages.json';
import enOutcomes from './en/outcomes.json';
import enOverview from './en/overview.json';
import enProfile from './en/profile.json';
import enSettings from './en/settings.json';
import enShell from './en/shell.json';
import enStaff from './en/staff.json';
import enStatus from './en/status.json';
import type { Language } from './languages';
import zhAuth from './zh-Hant/auth.json';
import zhCatalogue from './zh-Hant/catalogue.json';
import zhCustomers from './zh-Hant/customers.json';
import zhErrors from './zh-Hant/errors.json';
import zhFactor from './zh-Hant/factor.json';
import zhGuide from './zh-Hant/guide.json';
import zhHistory from './zh-Hant/history.json';
import zhMailbox from './zh-Hant/mailbox.json';
import zhMailboxes from './zh-Hant/mailboxes.json';
import zhMessages from './zh-Hant/messages.json';
import zhOutcomes from './zh-Hant/outcomes.json';
import zhOverview from './zh-Hant/overview.json';
import zhProfile from './zh-Hant/profile.json';
import zhSettings from './zh-Hant/settings.json';
import zhShell from './zh-Hant/shell.json';
import zhStaff from './zh-Hant/staff.json';
import zhStatus from './zh-Hant/status.json';

const en = {
  auth: enAuth,
  catalogue: enCatalogue,
  customers: enCustomers,
  errors: enErrors,
  factor: enFactor,
  guide: enGuide,
  history: enHistory,
  mailbox: enMailbox,
  mailboxes: enMailboxes,
  messages: enMessages,
  outcomes: enOutcomes,
  overview: enOverview,
  profile: enProfile,
  settings: enSettings,
  shell: enShell,
  staff: enStaff,
  status: enStatus,
};

/** Every word of the console in English, one namespace a file; the shape that the other languages follow. */
export type Words = typeof en;

/** The words of each language. TypeScript refuses a language that lacks a key of the English one. */
export const WORDS: Record<Language, Words> = {
  en,
  'zh-Hant': {
    auth: zhAuth,
    catalogue: zhCatalogue,
    customers: zhCustomers,
    errors: zhErrors,
    factor: zhFactor,
    guide: zhGuide,
    history: zhHistory,
    mailbox: zhMailbox,
    mailboxes: zhMailboxes,
    messages: zhMessages,
    outcomes: zhOutcomes,
    overview: zhOverview,
    profile: zhProfile,
    settings: zhSettings,
    shell: zhShell,
    staff: zhStaff,
    status: zhStatus,
  },
};
