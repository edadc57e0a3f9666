// Loaded with --import into every child that must not outlive the process that started it, even by kill -9: the
// channel between the two closes, whatever the parent died of.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.on('disconnect', () => process.exit(1));
  // Listening alone must not keep a program running that is done.
  process.channel.unref();
}
