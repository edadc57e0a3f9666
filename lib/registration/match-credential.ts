import type { ListedSecret } from '@/lib/microsoft/read-application';

/** What is known of the stored secret, to find it among those that Entra lists. */
export interface KnownSecret {
  /** Its first three characters; empty: of a short one nothing is kept. */
  readonly hint: string;
  readonly setAt: Date;
  /** The Secret ID under which it was found before, if it was. */
  readonly entraKeyId: string | null;
}

/** Which of the listed secrets is the stored one. */
export type CredentialMatch =
  | { readonly kind: 'found'; readonly keyId: string | null; readonly endsAt: Date }
  /** It may be each of those that end then, the earliest first; they cannot be told apart. */
  | { readonly kind: 'unclear'; readonly endsAt: readonly Date[] }
  /** None of them begins like it. */
  | { readonly kind: 'absent' };

/** Clocks differ, and a secret is pasted moments after it was made. */
const TOLERANCE_MS = 3_600_000;

/** How many days of an unclear match are kept. */
const MOST_CANDIDATES = 10;

/**
 * Finds the stored secret among those that Entra lists, by the Secret ID under which it was found before, else by its
 * first three characters, and among several of these by time: it signed in at `now`, so it holds then, and it was
 * there before somebody entered it. What stays ambiguous is said to be so; no day is guessed.
 */
export function matchCredential(
  listed: readonly ListedSecret[],
  known: KnownSecret,
  now: Date,
): CredentialMatch {
  const alike = listed.filter(({ hint }) => known.hint !== '' && hint === known.hint);
  // Of a secret without a hint, on either side, nothing can be said.
  const possible =
    known.hint === '' ? listed : alike.length > 0 ? alike : listed.filter(({ hint }) => hint === null);
  if (known.entraKeyId !== null) {
    const same = listed.find(({ keyId }) => keyId === known.entraKeyId);
    if (!same) return { kind: 'absent' };
    if (same.endsAt) return { kind: 'found', keyId: same.keyId, endsAt: same.endsAt };
  }
  if (possible.length === 0) return { kind: 'absent' };
  const fitting = alike.filter(
    (secret) => holdsAt(secret, now) && (alike.length === 1 || wasThere(secret, known.setAt)),
  );
  const [only, ...others] = fitting;
  if (only?.endsAt && others.length === 0) return { kind: 'found', keyId: only.keyId, endsAt: only.endsAt };
  return { kind: 'unclear', endsAt: endsOf(fitting.length > 0 ? fitting : possible) };
}

const holdsAt = ({ startsAt, endsAt }: ListedSecret, now: Date) =>
  (startsAt === null || startsAt.getTime() - TOLERANCE_MS <= now.getTime()) &&
  (endsAt === null || endsAt.getTime() + TOLERANCE_MS > now.getTime());

const wasThere = ({ startsAt }: ListedSecret, setAt: Date) =>
  startsAt === null || startsAt.getTime() - TOLERANCE_MS <= setAt.getTime();

function endsOf(secrets: readonly ListedSecret[]): Date[] {
  const ends = secrets.flatMap(({ endsAt }) => endsAt ?? []);
  return ends.sort((a, b) => a.getTime() - b.getTime()).slice(0, MOST_CANDIDATES);
}
