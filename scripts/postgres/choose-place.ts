import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { canReach, type ServerAccount, serverAccount } from './server-account';

/** Where a cluster lies and as whom it runs. */
export interface Place {
  /** Lock, password and list of users: readable by whoever starts the app. */
  readonly dataDir: string;
  /** The cluster, the log and a copy of the programs: reachable by the account that the server runs as. */
  readonly home: string;
  /** The directory that Postgres calls its data directory. */
  readonly clusterDir: string;
  /** Null: as whoever we are. */
  readonly account: ServerAccount | null;
}

/** Where clusters of root go when the server's account cannot enter the data directory. */
const REACHABLE = '/var/lib/posthouse';

/**
 * Makes `dataDir` and decides where the cluster lies: in it, or, when root starts the app below a directory that
 * others cannot enter (such as root's home), in a folder of /var/lib that `dataDir/location` names.
 * @throws Error when the directory or the cluster in it belongs to another account
 */
export function choosePlace(dataDir: string, say: (line: string) => void): Place {
  if (process.getuid?.() !== 0) {
    makeDirectory(dataDir, 0o700);
    const place = { dataDir, home: dataDir, clusterDir: join(dataDir, 'cluster'), account: null };
    refuseForeign(place);
    return place;
  }

  makeDirectory(dataDir, 0o711);
  const pointer = join(dataDir, 'location');
  const named = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
  const home = named ?? dataDir;
  const account = serverAccount(join(home, 'cluster'));
  if (named) makeDirectory(named, 0o711);
  else if (statSync(dataDir).uid === 0) chmodSync(dataDir, 0o711);
  const place = { dataDir, home, clusterDir: join(home, 'cluster'), account };
  if (canReach(account, home)) return place;
  if (named || existsSync(place.clusterDir)) {
    throw new Error(`The account ${account?.name} that runs Postgres cannot enter ${home}.`);
  }

  const elsewhere = join(REACHABLE, randomBytes(6).toString('hex'));
  makeDirectory(REACHABLE, 0o711);
  makeDirectory(elsewhere, 0o711);
  writeFileSync(pointer, `${elsewhere}\n`);
  say(
    `The database lies in ${elsewhere}: the account ${account?.name} that runs it cannot enter ${dataDir}.`,
  );
  return { dataDir, home: elsewhere, clusterDir: join(elsewhere, 'cluster'), account };
}

function makeDirectory(path: string, mode: number): void {
  if (existsSync(path)) return;
  try {
    mkdirSync(path, { recursive: true, mode });
    // mkdir's mode goes through the umask.
    chmodSync(path, mode);
  } catch (error) {
    throw new Error(
      `The directory ${path} for the database cannot be made (${(error as NodeJS.ErrnoException).code}). ` +
        'Choose another DATA_DIR, or set DATABASE_URL to a server of your own.',
    );
  }
}

function refuseForeign({ dataDir, clusterDir }: Place): void {
  const cluster = statSync(clusterDir, { throwIfNoEntry: false });
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    if (!cluster || process.getuid === undefined || cluster.uid === process.getuid()) return;
  } catch {
    // Told below.
  }
  const owner = (cluster ?? statSync(dataDir)).uid;
  throw new Error(
    `The database in ${dataDir} belongs to another account (user id ${owner}): it was first started by it or by root. ` +
      'Start as the same account as then, or choose another DATA_DIR.',
  );
}
