import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// The sizes of globals.css: without them `text-small` would be taken for a colour and dropped beside `text-muted`.
const merge = extendTailwindMerge({
  extend: { theme: { text: ['tiny', 'small', 'body', 'lead', 'title'] } },
});

/** Joins class names; of two Tailwind classes that contradict each other the later one stays. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
