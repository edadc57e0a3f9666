import { closeDatabase } from '@/lib/database';
import { loadExamples } from '@/lib/examples/load-examples';

/** Who loads the examples when nobody is signed in: Posthouse itself. */
const POSTHOUSE = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Posthouse',
  email: 'operator@posthouse.example',
};

/** What a refusal means for whoever runs `npm run seed`. */
const WORDS: Record<string, string> = {
  examples_need_sandbox: 'The examples need the sandbox, and it is off. Start Posthouse with SANDBOX=on.',
  sandbox_silent:
    'The sandbox does not answer. Start Posthouse first (npm start) and leave it running, then seed.',
  examples_there: 'The examples are there already. Nothing was changed.',
};

const loaded = await loadExamples(POSTHOUSE, new Date()).finally(closeDatabase);
if (loaded.ok) {
  console.log(`Loaded the examples: ${loaded.value.mailboxes} mailboxes, in every status that there is.`);
} else {
  const { code } = loaded.failure;
  const say = code === 'examples_there' ? console.log : console.error;
  say(WORDS[code] ?? `The examples could not be loaded (${code}).`);
  if (code !== 'examples_there') process.exitCode = 1;
}
