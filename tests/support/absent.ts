/** Something that Posthouse does without, and how it would be noticed in the sources if it came. */
export interface Absent {
  /** In the words that docs/asvs.json uses. */
  readonly what: string;
  readonly pattern: RegExp;
  /** A line that has it: what is looked for can be found. */
  readonly sample: string;
  /** The files in which it may stand all the same. */
  readonly except?: readonly string[];
  /** The packages that may be there all the same. */
  readonly packages?: readonly string[];
}

/**
 * What requirements are not applicable for, or met by: none of it stands in what runs. A row here is removed only
 * together with what docs/asvs.json rests on it.
 */
export const ABSENT: readonly Absent[] = [
  {
    what: 'XML parser',
    pattern: /DOMParser|parseFromString|xml2js|fast-xml-parser|libxml|\bxpath\b/i,
    sample: "import { XMLParser } from 'fast-xml-parser';",
  },
  { what: 'LDAP', pattern: /ldap/i, sample: "import ldap from 'ldapjs';" },
  { what: 'LaTeX', pattern: /latex|pdftex/i, sample: "spawn('pdflatex')" },
  { what: 'memcache', pattern: /memcached?\b|memjs/i, sample: "import memjs from 'memjs';" },
  { what: 'GraphQL', pattern: /graphql/i, sample: "import { graphql } from 'graphql';" },
  { what: 'WebSocket', pattern: /\bWebSocket|socket\.io|from 'ws'/, sample: 'new WebSocket(url)' },
  { what: 'WebRTC', pattern: /RTCPeerConnection|wrtc|mediasoup/, sample: 'new RTCPeerConnection()' },
  {
    what: 'messages between windows',
    pattern: /postMessage|addEventListener\(\s*['"]message|onmessage|BroadcastChannel/,
    sample: "window.addEventListener('message', take)",
  },
  {
    what: 'upload of files',
    pattern: /type="file"|type: 'file'|\.arrayBuffer\(\)|instanceof (?:File|Blob)\b/,
    sample: '<input type="file" name="logo" />',
    // A certificate is read in the browser and sent as text; what is attached to a test mail is handed on to Microsoft and
    // kept nowhere.
    except: [
      'app/(console)/mailboxes/[id]/certificate/add-certificate.tsx',
      'app/(console)/mailboxes/[id]/send-more.tsx',
      'app/_gate/read-form.ts',
    ],
  },
  {
    what: 'HTML that people wrote',
    pattern:
      /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/,
    sample: '<p dangerouslySetInnerHTML={{ __html: note }} />',
  },
  {
    what: 'markup or template language that people write in',
    pattern: /markdown|handlebars|mustache|nunjucks|liquidjs|\bejs\b|bbcode/i,
    sample: "import Markdown from 'react-markdown';",
  },
  {
    what: 'code made of text',
    pattern: /\beval\(|new Function\(|node:vm|set(?:Timeout|Interval)\(\s*['"`]/,
    sample: "new Function('return 1')",
  },
  {
    what: 'program that is started',
    pattern: /child_process/,
    sample: "import { exec } from 'node:child_process';",
  },
  {
    what: 'regular expression made of input',
    pattern: /new RegExp\(/,
    sample: 'new RegExp(search)',
    // Of constants alone.
    except: ['lib/registration/read-link.ts', 'lib/paste/read-day.ts'],
  },
  {
    what: 'SQL put together from text',
    pattern: /\$(?:query|execute)RawUnsafe|Prisma\.raw\(/,
    sample: 'await database().$queryRawUnsafe(text)',
    // A question to the server about its roles, and the columns of the trail: constants, with nothing of anybody's in them.
    except: ['lib/health.ts', 'lib/audit/reads.ts'],
  },
  {
    what: 'file that is read or written',
    pattern: /['"](?:node:)?fs(?:\/promises)?['"]/,
    sample: "import { readFileSync } from 'node:fs';",
    // The operator's key file is read, and heads of the history are added to the operator's file: both are named by the
    // environment, never by what somebody sends.
    except: ['lib/audit/append-heads.ts', 'lib/vault/file-keys.ts'],
  },
  {
    what: 'store in the browser besides cookies',
    pattern: /localStorage|sessionStorage|indexedDB|serviceWorker|\bcaches\./,
    sample: "localStorage.setItem('theme', theme)",
  },
  { what: 'SMS or phone', pattern: /\bsms\b|twilio|vonage/i, sample: "import twilio from 'twilio';" },
  { what: 'SAML', pattern: /saml/i, sample: "import { SAML } from '@node-saml/node-saml';" },
  { what: 'Math.random', pattern: /Math\.random/, sample: 'const token = Math.random()' },
  {
    what: 'memory that is not managed',
    pattern: /allocUnsafe|WebAssembly|node-gyp|\bffi\b/,
    sample: 'Buffer.allocUnsafe(32)',
    // Its length is the sum of what is written into it at once, to the last byte.
    except: ['lib/vault/binding.ts'],
  },
  {
    what: 'plug-in of a browser',
    pattern: /<(?:object|embed|applet)[\s>]/,
    sample: '<embed src="movie.swf" />',
    // The type of what a set holds, and no tag.
    except: ['instrumentation.ts'],
  },
  {
    what: 'cryptography from elsewhere',
    pattern: /crypto-js|node-forge|tweetnacl|libsodium|sjcl|@noble\/|elliptic/,
    sample: "import CryptoJS from 'crypto-js';",
    // Certificates are written and PFX files are opened with it: Node does neither.
    except: [
      'lib/certificate/issue-certificate.ts',
      'lib/certificate/read-pfx.ts',
      'lib/certificate/count-rounds.ts',
    ],
    packages: ['node-forge'],
  },
  {
    what: 'weak hash or cipher',
    pattern: /['"](?:md5|sha-?1|aes-\d+-(?:ecb|cbc|ctr|cfb|ofb)|des|rc4)['"]|createCipher\(/i,
    sample: "createHash('md5')",
  },
  {
    what: "password hash other than lib/password-hash.ts's",
    pattern: /from 'better-auth\/crypto'|bcrypt|\bscrypt(?:Sync)?\(|pbkdf2/,
    sample: "import { hashPassword } from 'better-auth/crypto';",
    // The second derives the key of a PFX from its password, as the file says.
    except: ['lib/password-hash.ts', 'lib/certificate/count-rounds.ts'],
  },
  {
    what: 'comparison that converts types',
    pattern: /(?<![=!<>])[=!]=(?!=)/,
    sample: "if (role == 'admin')",
  },
  {
    what: 'request to anywhere but Microsoft, the sandbox and what the operator names',
    pattern: /\bfetch\(|from 'undici'|node:https?['"]|node:net['"]|XMLHttpRequest|EventSource|sendBeacon/,
    sample: "await fetch('https://elsewhere.example')",
    except: [
      'lib/microsoft/exchange.ts',
      // The operator's proxy, on the way to Microsoft, the identity provider and the webhook.
      'lib/way-out.ts',
      // Routes of our own.
      'app/_gate/use-stream.ts',
      'lib/examples/fetch-scenarios.ts',
      'app/(console)/mailboxes/new/sandbox-examples.tsx',
      // The webhook and the identity provider of the operator: named by the environment, no redirect followed.
      'lib/audit/post-heads.ts',
      'lib/staff/check-oidc-provider.ts',
    ],
  },
];
