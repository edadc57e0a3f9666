import { describe, expect, test } from 'vitest';
import { gatesIn } from '@/scripts/mutate/find-gates';
import { predicatesIn } from '@/scripts/mutate/find-predicates';
import { apply, type Mutant } from '@/scripts/mutate/mutant';

/** What a text becomes by each of its mutants. */
const each = (text: string, mutants: readonly Mutant[]) => mutants.map(({ edit }) => apply(text, edit));

describe('a predicate is found, and taken away', () => {
  test.each([
    [
      'f(tx.mailbox.findFirst({ where: { id, customerId } }))',
      ['f(tx.mailbox.findFirst({ where: { id,  } }))'],
    ],
    ['f({ where: { customerId, registrationId } })', ['f({ where: {  registrationId } })']],
    ['f({ where: { id: customerId, revision } })', ['f({ where: {  revision } })']],
    ['f({ where: { customerId: query.customerId } })', ['f({ where: {  } })']],
    ['f({ where: { AND: [{ id }, whereInReach(reach)] } })', ['f({ where: { AND: [{ id }, {}] } })']],
    ['f({ where: inReach(reach) })', ['f({ where: {} })']],
    ['f({ where: { deactivatedAt: null } })', ['f({ where: {  } })']],
    ['const where = { AND: [{ customerId }] };', ['const where = { AND: [{  }] };']],
    ['const x = reach.every ? {} : { id: 1 };', ['const x = ({});']],
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is looked at
      'tx.$queryRaw`x where customer_id = ${customerId}::uuid for share`',
      ['tx.$queryRaw`x where true for share`'],
    ],
    ['tx.$queryRaw`join m on m.customer_id = r.customer_id`', ['tx.$queryRaw`join m on true`']],
    ['f({ data: { customerId } })', []],
    ['f({ where: { id }, select: { customerId: true } })', []],
  ])('%s', (text, changed) => {
    expect(each(text, predicatesIn('lib/x/store.ts', text))).toEqual(changed);
  });
});

describe('a question of the gate is found, and answered well', () => {
  test.each([
    ["if (!may(actor.role, 'x')) notFound();", ['if (!true) notFound();']],
    ["const { reach } = await requireDeed('x');", ["const { reach } = await openGate.requireDeed('x');"]],
    ['await listMailboxes(reach, query)', ['await listMailboxes({ every: true as const }, query)']],
    ['const reach = reachOf(actor);', ['const reach = { every: true as const };']],
    [
      'const place = await mailboxInReach(reach, id); place ? run(place) : gone()',
      [
        'const place = await mailboxInReach({ every: true as const }, id); place ? run(place) : gone()',
        'const place = await mailboxInReach(reach, id); true ? run(place) : gone()',
      ],
    ],
    [
      "const actor = await currentActor(); if (!actor) return refuse('signed_out');",
      ["const actor = await currentActor(); if (false) return refuse('signed_out');"],
    ],
    ["(await currentActor()) ?? redirect('/sign-in')", ['(await currentActor()) ?? null']],
    ['const place = await mailboxInReach(all, id); place ? 1 : null', []],
    ["'use client';\nmay(role, 'x')", []],
  ])('%s', (text, changed) => {
    expect(each(text, gatesIn('app/x.ts', text))).toEqual(changed);
  });
});

test('each mutant has a name of its own, which says where it is', () => {
  const text = 'function list() { f({ where: { customerId } }); g({ where: { customerId } }); }';
  expect(predicatesIn('lib/x/store.ts', text).map(({ name }) => name)).toEqual([
    'lib/x/store.ts#list customerId',
    'lib/x/store.ts#list customerId (2)',
  ]);
});
