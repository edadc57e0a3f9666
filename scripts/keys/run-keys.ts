import { appEnvironment, keysAreGiven } from '@/scripts/start/app-environment';
import { startChild } from '@/scripts/start/child.mjs';
import { Stop } from '@/scripts/start/end.mjs';
import { enter } from '@/scripts/start/enter';
import { keysPath, makeVaultKey, readKeys } from '@/scripts/start/keys';
import { addKey, removeKey, sealWith } from './change-key-file';

const USAGE = `npm run keys -- …
  list          the vault keys, their state, and how many secrets each seals
  add           a new key, which seals from then on
  rewrap        puts every secret under the key that seals; may be stopped and begun again at any time
                (--batch 500: how many in one transaction)
  retire <id>   takes a key away that no secret needs
  verify        opens every secret in memory and says which do not open`;

/**
 * Runs one command of `npm run keys`.
 * @param root the project's folder, which is the working directory
 * @returns the exit code: 0 when all is well
 * @throws Stop with a sentence for the person who started it
 */
export async function runKeys(root: string, args: readonly string[]): Promise<number> {
  const [command = '', ...rest] = args;
  if (!['list', 'add', 'rewrap', 'retire', 'verify'].includes(command)) {
    console.log(USAGE);
    return command === '' || command === 'help' ? 0 : 1;
  }
  if (command === 'add' && keysAreGiven(process.env)) return printNewKey(new Date());

  const { plan, database, isRunning } = await enter(root, 'npm run keys');
  const inside = async (...argsInside: string[]) => {
    const child = startChild('the command', ['--import', 'tsx', 'scripts/keys/main.ts', ...argsInside], {
      env: { ...appEnvironment(process.env, plan, database, undefined), LOG_LEVEL: 'silent' },
      onLine: (line, stream) => (stream === 'err' ? console.error(line) : console.log(line)),
    });
    return (await child.exited).code ?? 1;
  };
  const { dataDir } = plan.settings;
  if (command === 'add') return addLocally(dataDir, isRunning, inside);
  const code = await inside(command, ...rest);
  if (command !== 'retire' || code !== 0) return code;
  return takeAway(dataDir, rest[0] ?? '', plan.keysAreGiven);
}

type Inside = (...args: string[]) => Promise<number>;

/** Where keys are given, whoever gives them adds it. The key goes to standard output and nowhere else. */
function printNewKey(now: Date): number {
  const { id, key } = makeVaultKey(now);
  console.log(`${id}:${key}`);
  console.error(
    'This is a new key; it is kept nowhere yet. Keep a copy apart from the database, then:\n' +
      '  1. Add the line to VAULT_KEYS, or to the file of VAULT_KEYS_FILE, on every instance; take no other key away.\n' +
      `  2. When every instance has it, let it seal: VAULT_SEALING_KEY=${id}, or make it the first line of the file.\n` +
      '     Changed variables need a restart; a changed file is read by itself.\n' +
      '  3. npm run keys -- rewrap',
  );
  return 0;
}

/** The key does not seal before it is on record, so that nothing is ever sealed with one that nobody knows of. */
async function addLocally(dataDir: string, isRunning: boolean, inside: Inside): Promise<number> {
  const id = await addKey(dataDir, new Date());
  const code = await inside('record', id);
  if (code !== 0) return code;
  await sealWith(dataDir, id);
  console.log(
    `Added the key ${id} to ${keysPath(dataDir)}; it seals from now on.\n` +
      `${isRunning ? 'The Posthouse that runs here takes it over by itself, without a restart.\n' : ''}` +
      'Back that file up again, apart from the database. Then put the stored secrets under it: npm run keys -- rewrap',
  );
  return 0;
}

async function takeAway(dataDir: string, id: string, isGiven: boolean): Promise<number> {
  if (isGiven) {
    console.log(`Now take ${id} out of VAULT_KEYS or the key file, on every instance.`);
  } else if (readKeys(dataDir)?.vaultKeys.some((key) => key.id === id)) {
    if (!(await removeKey(dataDir, id))) throw new Stop(`${id} is not in ${keysPath(dataDir)} any more.`);
    console.log(`Took ${id} out of ${keysPath(dataDir)}. No copy of it was kept.`);
  }
  console.log(
    'A backup of the database from before the secrets were re-wrapped still needs it: keep your copy as long as such a backup.',
  );
  return 0;
}
