import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** An answer, with everything that redirects said before it. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** How many headers of this name it has; `headers` puts them together. */
  readonly count: (name: string) => number;
  /** Headers and bodies of all answers on the way, to be searched. */
  readonly all: string;
}

/** What is sent beside the path. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  /** How often a redirect is followed; none when 0. */
  readonly follow?: number;
}

/**
 * Asks the app as no browser does: the path and the headers go out as they are. A redirect is followed with the same
 * headers.
 */
export async function askRaw(path: string, asked: RawRequest = {}): Promise<RawAnswer> {
  const { follow = 5 } = asked;
  const answer = await once(path, asked);
  const { location } = answer.headers;
  if (!location || follow === 0) return answer;
  const { pathname, search } = new URL(location, process.env.POSTHOUSE_TEST_URL);
  const next = await askRaw(pathname + search, { ...asked, follow: follow - 1 });
  return { ...next, all: answer.all + next.all };
}

function once(path: string, { method = 'GET', headers, cookie }: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(process.env.POSTHOUSE_TEST_URL ?? '');
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method, headers: { ...headers, ...(cookie ? { cookie } : {}) } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const { statusCode: status = 0, headers, rawHeaders } = answer;
          const count = (name: string) => rawHeaders.filter((each) => each.toLowerCase() === name).length;
          resolve({ status, headers, count, all: `${rawHeaders.join('\n')}\n${text}\n` });
        });
      },
    );
    sent.once('error', reject);
    sent.end();
  });
}

/** Writes these lines to the app itself, past the recorder. @returns what it answered until it fell silent */
export function writeLines(lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(process.env.POSTHOUSE_TEST_APP_URL ?? '');
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.setTimeout(300, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
