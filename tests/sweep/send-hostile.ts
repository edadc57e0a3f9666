import type { FlightPayload } from '../support/hostile-flight';
import { sql, storedWorld } from '../support/run-database';
import type { BuiltAction } from './build';
import type { Target } from './colleague';
import { verdictOnCall } from './judge';
import { changedBetween, forgetCalls } from './stage';
import { fourAtATime } from './tally';

/** Ends the session of whoever calls it, so it is given one of its own. */
export const SIGN_OUT = 'app/_gate/sign-out.ts#signOut';

/** They need no field, so whatever comes is as good as a form; what they do is for whoever calls them. */
const ASK_NO_FIELD = [
  SIGN_OUT,
  'app/sign-in/actions.ts#askPasskey',
  'app/(console)/profile/actions.ts#endOwnSessions',
  // Of a form without their field they make nothing, and say nothing.
  'app/_words/set-preference.ts#setLanguage',
  'app/_words/set-preference.ts#setTheme',
  'app/_words/set-preference.ts#setShortcuts',
];

/** What goes on record of the asker alone: passwords that were none, once too often, and the end of the session. */
const OF_THE_ASKER = ['staff.sign_in_limited', 'staff.sign_out'];

/** React could not read it: an error with a number, which Next hands on as 200 when the action is of another page. */
const UNREAD = /^\w+:E\{"digest":"\d+"\}$/m;

/** A piece of a program, or of what an error says of where it happened. */
const SOURCE = /=>|\basync function\b|registerServerReference|node_modules|\.next\/server|\bat \S+ \(/;

/**
 * Calls an action with what was never a form in the place of its arguments.
 * @param given `cookie`: whose session, null: nobody's; `hidden`: what the asker must not see
 * @returns what came of it but a refusal, in words; nothing when all is as it should be
 */
export async function sendHostile(
  { url }: Target,
  action: BuiltAction,
  given: {
    readonly payloads: readonly FlightPayload[];
    readonly cookie: string | null;
    readonly hidden: readonly string[];
  },
): Promise<string[]> {
  const { payloads, cookie, hidden } = given;
  const problems: string[] = [];
  const said = (words: string) =>
    problems.push(`${action.name}, ${cookie ? 'signed in' : 'signed out'}: ${words}`);
  await forgetCalls();
  const before = await storedWorld(['audit_entry']);
  const [last] = await sql<{ id: string }>('select coalesce(max(id), 0) as id from audit_entry');

  await fourAtATime(payloads, async ([hope, parts]) => {
    const { status, location, setCookies, text } = await send(url, action.id, parts, cookie);
    // Next answers a body that React cannot read with 500, and what is no form of ours is refused in words.
    if (![200, 303, 400, 500].includes(status)) said(`${hope}: answered with ${status}`);
    const answer = { status, location, text, contentType: '', disposition: null, cookies: setCookies };
    const { verdict } = verdictOnCall(answer);
    const isRefused = ['refused', 'failed'].includes(verdict) || UNREAD.test(text);
    if (!isRefused && !ASK_NO_FIELD.includes(action.name)) said(`${hope}: ${verdict}, not refused`);
    if (setCookies.length > 0 && action.name !== SIGN_OUT) said(`${hope}: it set a cookie`);
    if (hidden.some((each) => text.includes(each))) said(`${hope}: it showed what is not theirs`);
    if (SOURCE.test(text)) said(`${hope}: it showed source`);
  });

  const changed = changedBetween(before, await storedWorld(['audit_entry']));
  if (changed.length > 0) said(`it changed ${changed.join(', ')}`);
  const entries = await sql<{ deed: string }>('select deed from audit_entry where id > $1', [last?.id]);
  for (const { deed } of entries) if (!cookie || !OF_THE_ASKER.includes(deed)) said(`it did ${deed}`);
  return problems;
}

async function send(url: string, id: string, parts: Readonly<Record<string, string>>, cookie: string | null) {
  const body = new FormData();
  for (const [name, text] of Object.entries(parts)) body.append(name, text);
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, accept: 'text/x-component', 'next-action': id, ...(cookie ? { cookie } : {}) },
    body,
  });
  const { status, headers } = answer;
  const location = headers.get('x-action-redirect') ?? headers.get('location');
  return { status, location, setCookies: headers.getSetCookie(), text: await answer.text() };
}
