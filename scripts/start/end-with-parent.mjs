// Loaded with --import into every child that must not outlive the process that started it, even by kill -9: the
// channel between the two closes, whatever the parent died of.
import { isMainThread } from 'node:worker_threads';

// A child's own workers get the same arguments; they are that child's business, so the parent is named in the address.
const parent = new URL(import.meta.url).searchParams.get('parent');

if (isMainThread && process.channel && String(process.ppid) === parent) {
  process.on('disconnect', () => process.exit(1));
  // Listening alone must not keep a program running that is done.
  process.channel.unref();
}
