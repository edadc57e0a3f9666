'use server';

import { z } from 'zod';
import { action } from '@/app/_gate/action';
import { loadExamples as load } from '@/lib/examples/load-examples';

/** The button of the empty overview: makes the example customers. */
export const loadExamples = action({
  deed: 'examples.load',
  schema: z.object({}),
  run: ({ actor }) => load(actor, new Date()),
});
