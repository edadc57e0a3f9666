import type { Fault } from './faults';

/** A scenario that is nothing but a fault; whom it meets is decided by the registration made for it. */
export interface FaultCase {
  readonly id: string;
  readonly name: string;
  readonly expected: string;
  readonly fault: Omit<Fault, 'tenantId' | 'clientId' | 'address' | 'times'>;
}

/** Faults on the road to Microsoft and behind its doors: directory, sign-in, Graph. */
export const FAULT_CASES: readonly FaultCase[] = [
  {
    id: 'directory-unreachable',
    name: 'Directory unreachable (connection reset)',
    expected: 'Microsoft could not be reached.',
    fault: { where: 'openid', when: 'before', kind: 'reset' },
  },
  {
    id: 'directory-html',
    name: 'Directory answers HTML',
    expected: 'Something between answered a web page.',
    fault: { where: 'openid', when: 'before', kind: 'html' },
  },
  {
    id: 'sign-in-unreachable',
    name: 'Microsoft unreachable (connection reset)',
    expected: 'Microsoft could not be reached.',
    fault: { where: 'token', when: 'before', kind: 'reset' },
  },
  {
    id: 'sign-in-slow',
    name: 'Microsoft slow (never answers)',
    expected: 'Microsoft did not answer in time.',
    fault: { where: 'token', when: 'before', kind: 'stall' },
  },
  {
    id: 'sign-in-slow-body',
    name: 'Microsoft slow (headers come, the body does not)',
    expected: 'Microsoft did not answer in time.',
    fault: { where: 'token', when: 'before', kind: 'stall-body' },
  },
  {
    id: 'sign-in-html',
    name: 'Answers HTML',
    expected: 'Something between answered a web page.',
    fault: { where: 'token', when: 'before', kind: 'html' },
  },
  {
    id: 'sign-in-empty',
    name: 'Answers an empty body',
    expected: 'The answer was empty.',
    fault: { where: 'token', when: 'before', kind: 'empty' },
  },
  {
    id: 'sign-in-truncated',
    name: 'Answers half a body',
    expected: 'The answer could not be read.',
    fault: { where: 'token', when: 'before', kind: 'truncated' },
  },
  {
    id: 'sign-in-503',
    name: 'Sign-in unavailable (503)',
    expected: 'Microsoft is unavailable (AADSTS90033).',
    fault: { where: 'token', when: 'before', kind: 'status', status: 503 },
  },
  {
    id: 'sign-in-throttled',
    name: 'Sign-in throttled (429)',
    expected: 'Microsoft asks to wait (AADSTS90055, Retry-After 30).',
    fault: { where: 'token', when: 'before', kind: 'status', status: 429, retryAfter: '30' },
  },
  {
    id: 'throttled',
    name: 'Throttled',
    expected: 'Microsoft asks to wait (ApplicationThrottled, Retry-After 20).',
    fault: { where: 'graph', when: 'before', kind: 'status', status: 429, retryAfter: '20' },
  },
  {
    id: 'graph-unreachable',
    name: 'Graph unreachable (connection reset)',
    expected: 'Graph could not be reached; for a send the outcome is unknown.',
    fault: { where: 'graph', when: 'before', kind: 'reset' },
  },
  {
    id: 'graph-slow',
    name: 'Graph slow (never answers)',
    expected: 'Graph did not answer in time; for a send the outcome is unknown.',
    fault: { where: 'graph', when: 'before', kind: 'stall' },
  },
  {
    id: 'graph-html',
    name: 'Graph answers HTML',
    expected: 'Something between answered a web page; for a send the outcome is unknown.',
    fault: { where: 'graph', when: 'before', kind: 'html' },
  },
  {
    id: 'graph-empty',
    name: 'Graph answers 200 with an empty body',
    expected: 'The answer was empty; for a send the outcome is unknown.',
    fault: { where: 'graph', when: 'before', kind: 'empty' },
  },
  {
    id: 'graph-503',
    name: '503 before acceptance',
    expected: 'Microsoft is unavailable and did not take the mail (503, Retry-After 20).',
    fault: { where: 'graph', when: 'before', kind: 'status', status: 503, retryAfter: '20' },
  },
  {
    id: 'graph-500',
    name: 'Graph fails (500)',
    expected: 'Microsoft failed; for a send the outcome is unknown.',
    fault: { where: 'graph', when: 'before', kind: 'status', status: 500 },
  },
  {
    id: 'accepted-504',
    name: 'Accepted, then the answer is lost (504)',
    expected: 'The test passes; a send ends as Outcome unknown although the mail was accepted.',
    fault: { where: 'graph', when: 'after', kind: 'status', status: 504 },
  },
  {
    id: 'accepted-reset',
    name: 'Accepted, then the answer is lost (connection reset)',
    expected: 'The test passes; a send ends as Outcome unknown although the mail was accepted.',
    fault: { where: 'graph', when: 'after', kind: 'reset' },
  },
  {
    id: 'accepted-slow',
    name: 'Accepted, then no answer comes',
    expected: 'The test passes; a send ends as Outcome unknown although the mail was accepted.',
    fault: { where: 'graph', when: 'after', kind: 'stall' },
  },
];
