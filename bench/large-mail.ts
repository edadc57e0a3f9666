import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Mail } from '@/lib/microsoft/mail';
import { planMail } from '@/lib/microsoft/plan-mail';
import { writeSendMail } from '@/lib/microsoft/write-json';

// What a mail of 25 MB takes in memory while it is written, beside JSON.stringify of the whole message.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MB = 1_000_000;
const content = Buffer.alloc(25 * MB, 'abcdefg');
const mail: Mail = {
  from: { address: 'support@contoso.example', name: '' },
  to: [{ address: 'lin@example.com', name: '' }],
  replyTo: [],
  cc: [],
  bcc: [],
  subject: 'A test',
  text: 'Only a test.',
  html: null,
  attachments: [{ name: 'film.mov', contentType: 'video/quicktime', content, contentId: null }],
  headers: [],
};

/** The most memory seen above the beginning, in bytes, while `work` calls its argument now and then. */
function peakOf(work: (look: () => void) => void): number {
  collect();
  const before = process.memoryUsage();
  const used = ({ heapUsed, external }: NodeJS.MemoryUsage) => heapUsed + external;
  let peak = 0;
  work(() => {
    peak = Math.max(peak, used(process.memoryUsage()) - used(before));
  });
  return peak;
}

const whole = peakOf((look) => {
  const contentBytes = content.toString('base64');
  const text = JSON.stringify({ message: { attachments: [{ contentBytes }] } });
  const encoded = Buffer.from(text);
  look();
  if (encoded.length !== Buffer.byteLength(text)) throw new Error('not the same');
});
const pieces = peakOf((look) => {
  let [count, bytes] = [0, 0];
  const body = writeSendMail(mail);
  for (const piece of body.pieces()) {
    bytes += piece.length;
    count += 1;
    // A socket has taken the pieces before; what is garbage by then is not held.
    if (count % 50 === 0) collect();
    look();
  }
  if (bytes !== body.bytes) throw new Error('the size is wrong');
});
const planned = peakOf((look) => {
  planMail(mail, new Date());
  look();
});

const inMb = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
console.log(`A file of ${inMb(content.length)}, and what is held besides it at most:`);
console.log(`  JSON.stringify of the whole   ${inMb(whole)}`);
console.log(`  in pieces                     ${inMb(pieces)}  (ratio ${(pieces / whole).toFixed(3)})`);
console.log(`  its size, computed            ${inMb(planned)}`);
