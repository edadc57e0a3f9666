import { withoutInvisible } from '@/lib/registration/clean-text';
import { readLink } from '@/lib/registration/read-link';
import { hasValueShape } from '@/lib/registration/read-secret';
import { isTenantId } from '@/lib/registration/registration';
import { Secret } from '@/lib/secret';
import { type Labelled, labelValues } from './label-values';
import type { Candidate, LeftOut, PasteField, Question, SortedPaste, Source } from './paste';
import { cloudsOf } from './read-cloud';

/** The longest paste that is looked at, in characters: far more than any mail that holds these values. */
const LONGEST_PASTE = 100_000;

/** Ids of Microsoft's own that tools print beside a customer's: Graph, its permissions to send and read, nobody. */
const OF_MICROSOFT = new Set([
  '00000000-0000-0000-0000-000000000000',
  '00000002-0000-0000-c000-000000000000',
  '00000003-0000-0000-c000-000000000000',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  'e1fe6dd8-ba31-4d61-89e7-88639da4683d',
]);

/** Everything that a paste may hold for a field, before it is decided. */
interface Heap {
  readonly candidates: Candidate[];
  readonly leftOut: LeftOut[];
  readonly unlabelled: { readonly id: string; readonly from: Source }[];
  /** Days without a label in the line of a secret. */
  readonly besideSecret: Candidate[];
}

/**
 * Sorts a paste into the fields of an app registration: an e-mail, the output of a tool, JSON, settings, a page of Entra
 * copied as text, in English, Chinese, Japanese or German. What is sure is taken; what two things may be meant by is a
 * question; what is known and not wanted is left out. Nothing of it is kept, and nothing is thrown.
 *
 * A GUID is never taken for a secret, since Entra's Secret ID is one and stands beside the Value.
 */
export function sortPaste(pasted: string): SortedPaste {
  const { values, steps } = labelValues(withoutInvisible(pasted.slice(0, LONGEST_PASTE)));
  const heap: Heap = { candidates: [], leftOut: [], unlabelled: [], besideSecret: [] };
  for (const value of values) sortValue(value, heap);
  const { taken, questions } = decide(heap);
  askAboutIds(heap, taken, questions);
  return { taken, questions, leftOut: onceEach(heap.leftOut), steps: steps + values.length };
}

function sortValue(value: Labelled, heap: Heap): void {
  const { found, label, from } = value;
  const [text = ''] = found.texts;
  switch (found.kind) {
    case 'guid':
      sortGuid(text.toLowerCase(), value, heap);
      return;
    case 'value':
      sortSecret(text, value, heap);
      return;
    case 'link':
      sortLink(text, from, heap);
      return;
    case 'domain':
      heap.candidates.push(plain('tenantId', text.toLowerCase(), from));
      return;
    case 'address':
      if (label === 'address' || (label === null && value.alone)) {
        heap.candidates.push(plain('mailboxAddress', text.toLowerCase(), from));
      } else if (label === null) heap.leftOut.push({ why: 'address_unlabelled', shown: text, from });
      return;
    case 'day':
      sortDay(found.texts, value, heap);
      return;
    default:
      sortText(text, value, heap);
  }
}

function sortGuid(id: string, { label, from, besideValue }: Labelled, heap: Heap): void {
  if (OF_MICROSOFT.has(id)) return;
  const out = (why: LeftOut['why']) => heap.leftOut.push({ why, shown: id, from });
  if (label === 'tenant') heap.candidates.push(plain('tenantId', id, from));
  else if (label === 'client') heap.candidates.push(plain('clientId', id, from));
  else if (label === 'secret' || label === 'secret_id' || (label === null && besideValue)) out('secret_id');
  else if (label === 'object_id') out('object_id');
  else if (label === 'other_id') out('other_id');
  else heap.unlabelled.push({ id, from });
}

function sortLink(text: string, from: Source, heap: Heap): void {
  const link = readLink(text);
  if (!link) return;
  const of: Source = { ...from, label: null, place: 'link' };
  if (link.tenantId) heap.candidates.push(plain('tenantId', link.tenantId, of));
  if (link.clientId) heap.candidates.push(plain('clientId', link.clientId, of));
  if (link.objectId) heap.leftOut.push({ why: 'object_id', shown: link.objectId, from: of });
  for (const cloud of link.clouds) heap.candidates.push(plain('cloud', cloud, of));
}

function sortDay(readings: readonly string[], { label, from, besideValue }: Labelled, heap: Heap): void {
  const days = readings.map((day) => plain('secretExpiresOn', day, from));
  if (label === 'expires') heap.candidates.push(...days);
  else if (label === null && besideValue) heap.besideSecret.push(...days);
}

function sortText(text: string, value: Labelled, heap: Heap): void {
  const { label, from } = value;
  if (label === 'cloud') {
    for (const cloud of cloudsOf(text)) heap.candidates.push(plain('cloud', cloud, from));
  } else if (label === 'tenant') {
    const domain = text.toLowerCase().replace(/\.$/, '');
    if (domain.includes('.') && isTenantId(domain)) heap.candidates.push(plain('tenantId', domain, from));
  } else if (/\*{3}|•{3}|●{3}/.test(text)) {
    heap.leftOut.push({ why: 'secret_masked', shown: hintOf(text), from });
  } else if (/^[0-9a-f]{32}$/i.test(text)) {
    // A Secret ID without its dashes.
    heap.leftOut.push({ why: 'secret_id', shown: text.toLowerCase(), from });
  } else if (mayBeSecret(text)) sortSecret(text, value, heap);
}

function sortSecret(text: string, { from, wide }: Labelled, heap: Heap): void {
  if (wide) heap.leftOut.push({ why: 'secret_full_width', shown: hintOf(text), from });
  else heap.candidates.push(secret(text, from));
}

/** Has this, behind a label of a secret, anything of a secret: not a word, a day or an address? */
function mayBeSecret(text: string): boolean {
  return (
    /^[\x21-\x7e]{16,512}$/.test(text) &&
    /[A-Za-z]/.test(text) &&
    /\d/.test(text) &&
    !/^https?:|@/i.test(text) &&
    !/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i.test(text)
  );
}

const plain = (field: PasteField, value: string, from: Source): Candidate => ({
  field,
  value,
  shown: value,
  from,
});

const secret = (text: string, from: Source): Candidate => ({
  field: 'clientSecret',
  value: new Secret(text),
  shown: hintOf(text),
  from,
});

const hintOf = (text: string) => `${text.slice(0, 3)}…`;

/** One value for each field, or a question where there are several. */
function decide({ candidates, besideSecret }: Heap): { taken: Candidate[]; questions: Question[] } {
  const taken: Candidate[] = [];
  const questions: Question[] = [];
  const fields = new Map<PasteField, Map<string, Candidate>>();
  const add = (candidate: Candidate) => {
    const of = fields.get(candidate.field) ?? new Map<string, Candidate>();
    fields.set(candidate.field, of);
    const key = typeof candidate.value === 'string' ? candidate.value : candidate.value.reveal();
    // What has a label is the better proof of the same value.
    if (!of.has(key) || (of.get(key)?.from.place !== 'label' && candidate.from.place === 'label')) {
      of.set(key, candidate);
    }
  };
  candidates.forEach(add);
  if (!fields.has('secretExpiresOn')) besideSecret.forEach(add);
  for (const [field, found] of fields) {
    const all = preferred(field, [...found.values()]);
    const [first] = all;
    if (all.length === 1 && first) taken.push(first);
    else if (all.length > 1) questions.push({ kind: 'which_value', candidates: all });
  }
  return { taken, questions };
}

/** A directory's GUID before its domains, a Value of Entra's shape before other texts behind such a label. */
function preferred(field: PasteField, all: Candidate[]): Candidate[] {
  const better = all.filter(({ value }) => {
    if (field === 'tenantId') return typeof value === 'string' && !value.includes('.');
    if (field === 'clientSecret') return typeof value !== 'string' && hasValueShape(value.reveal());
    return false;
  });
  return better.length > 0 ? better : all;
}

/** Ids without a label: asked about while a field of theirs is open, else left out. */
function askAboutIds(heap: Heap, taken: readonly Candidate[], questions: Question[]): void {
  const known = new Set(
    [...heap.candidates, ...heap.leftOut].map((each) => ('value' in each ? each.value : each.shown)),
  );
  const asked = new Set(questions.flatMap(({ candidates }) => candidates.map(({ field }) => field)));
  const open = (['tenantId', 'clientId'] as const).filter(
    (field) => !asked.has(field) && !taken.some((each) => each.field === field),
  );
  const ids = new Map(heap.unlabelled.map((each) => [each.id, each]));
  for (const { id, from } of ids.values()) {
    if (known.has(id)) continue;
    if (open.length === 0) heap.leftOut.push({ why: 'id_unlabelled', shown: id, from });
    else questions.push({ kind: 'which_field', candidates: open.map((field) => plain(field, id, from)) });
  }
}

function onceEach(all: readonly LeftOut[]): LeftOut[] {
  return [...new Map(all.map((each) => [`${each.why} ${each.shown}`, each])).values()];
}
