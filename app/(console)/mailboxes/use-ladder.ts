'use client';

import { useState } from 'react';
import { useStream } from '@/app/_gate/use-stream';
import type { WordedCheck } from '@/app/_gate/word-check';

/**
 * A connection test under way: what `useStream` says of it, and the rungs that are known so far.
 * @param onDone hears of what the route handler answers at the end
 */
export function useLadder<T, D>(address: string, onDone: (value: T) => void) {
  const [told, setTold] = useState<readonly WordedCheck[]>([]);
  const running = useStream<WordedCheck, T, D>(address, {
    onTold: (check) => setTold((before) => (check ? [...before, check] : [])),
    onDone,
  });
  return { ...running, told };
}
