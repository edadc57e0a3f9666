import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Scenario } from './directory';
import type { AcceptedMail } from './ledger';
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets';
import type { Exchange } from './world';

/** `text` with everything escaped that could end a text or an attribute of HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Escapes what is put into the template; arrays are fragments that were made by this function. */
function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | readonly Fragment[] | Fragment)[]
): Fragment {
  const text = parts.reduce((done, part, index) => {
    const value = values[index - 1] ?? '';
    if (typeof value === 'string') return done + escapeHtml(value) + part;
    return done + (value instanceof Fragment ? value.text : value.map((item) => item.text).join('')) + part;
  });
  return new Fragment(text);
}

class Fragment {
  constructor(readonly text: string) {}
}

/**
 * `GET /`: the accepted mails, newest first, and the scenarios, for people. `GET /?part=mails` is the list alone, which
 * the page's script fetches: parsing the whole page again would apply its style against the policy.
 */
export function answerPage({ world, response, query }: Exchange): void {
  const nonce = randomBytes(16).toString('base64');
  const { ledger, directory } = world;
  if (query.get('part') === 'mails') {
    send(response, mailList(ledger.mails()).text, nonce);
    return;
  }
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sandbox for Entra ID and Microsoft Graph</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${new Fragment(PAGE_STYLE)}</style>
</head>
<body>
<header>
<h1>Sandbox for Entra ID and Microsoft Graph</h1>
<p class="tag">Nothing leaves this machine. Mails are accepted, shown here and forgotten when the sandbox stops.</p>
</header>
<main>
<section aria-labelledby="mails-title">
<h2 id="mails-title">Accepted mails</h2>
${mailList(ledger.mails())}
</section>
<section aria-labelledby="scenarios-title">
<h2 id="scenarios-title">Scenarios</h2>
<p>Each registration below ends in one outcome. The form “Add mailbox” can fill them in.</p>
<table role="table">
<caption>${String(directory.scenarios.length)} scenarios</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Scenario</th><th scope="col" role="columnheader">What to expect</th><th scope="col" role="columnheader">Values</th></tr></thead>
<tbody role="rowgroup">${directory.scenarios.map(scenarioRow)}</tbody>
</table>
</section>
<section aria-labelledby="upload-title">
<h2 id="upload-title">Upload certificate</h2>
<p>What a customer’s administrator does in Entra at “Certificates &amp; secrets”.</p>
<form id="upload">
<p><label>App <input name="clientId" required size="36" spellcheck="false" autocomplete="off" placeholder="Application (client) ID"></label></p>
<p><label>File <input name="file" type="file" required accept=".cer,.pem,.crt"></label></p>
<p><button>Upload certificate</button></p>
<p role="status" id="uploaded"></p>
</form>
</section>
</main>
<script nonce="${nonce}">${new Fragment(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
  send(response, page, nonce);
}

function send(response: ServerResponse, page: string, nonce: string): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(page)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  });
  response.end(page);
}

/** The list that the page's script replaces when its version changes. */
function mailList(mails: readonly AcceptedMail[]): Fragment {
  const count = mails.length === 1 ? '1 mail accepted.' : `${mails.length} mails accepted.`;
  const shown = mails.slice(0, 100);
  const note = mails.length > shown.length ? ` The newest ${shown.length} are shown.` : '';
  return html`<div id="mails" data-version="${mails[0]?.id ?? ''}:${String(mails.length)}">
<p role="status">${mails.length === 0 ? 'No mail has been accepted yet.' : count + note}</p>
${shown.map(mailEntry)}
</div>`;
}

function mailEntry(mail: AcceptedMail): Fragment {
  const names = (list: readonly string[]) => list.join(', ');
  const line = (term: string, text: string) => (text ? [html`<dt>${term}</dt><dd>${text}</dd>`] : []);
  return html`<details data-id="${mail.id}">
<summary><strong>${mail.subject || '(no subject)'}</strong> <span>${mail.address} to ${names([...mail.to, ...mail.cc, ...mail.bcc])}</span> <time datetime="${mail.at}">${mail.at.slice(0, 19).replace('T', ' ')} UTC</time></summary>
<dl>
${line('Mailbox', mail.address)}${line('From', mail.from ?? '')}${line('To', names(mail.to))}${line('Cc', names(mail.cc))}
${line('Bcc', names(mail.bcc))}${line('Reply to', names(mail.replyTo))}
${line('Attachments', mail.attachments.map(({ name, bytes }) => `${name} (${bytes} bytes)`).join(', '))}
${line('Headers', mail.internetMessageHeaders.map(({ name, value }) => `${name}: ${value}`).join(', '))}
${line('Sent Items', mail.savedToSentItems ? 'Saved' : 'Not saved')}
${line('Request id', mail.requestId)}${line('Application (client) ID', mail.clientId)}
${line('Body', mail.bodyType === 'html' ? 'HTML, shown as its source' : 'Text')}
</dl>
<pre tabindex="0" aria-label="Body">${mail.body}</pre>
</details>`;
}

function scenarioRow({ id, name, expected, values, otherMailboxes }: Scenario): Fragment {
  const line = (term: string, text: string) => html`<dt>${term}</dt><dd><code>${text}</code></dd>`;
  return html`<tr role="row" id="scenario-${id}">
<th scope="row" role="rowheader">${name}</th>
<td role="cell">${expected}</td>
<td role="cell"><details><summary>Values<span class="quiet"> of ${name}</span></summary><dl>
${line('Mailbox address', values.mailboxAddress)}
${line('Mailbox name', values.mailboxName)}
${line('Directory (tenant) ID', values.tenantId)}
${line('Application (client) ID', values.clientId)}
${line('Client secret value', values.clientSecret)}
${line('Secret expires on', values.secretExpiresOn ?? 'not known')}
${(otherMailboxes ?? []).map((other) => line('Also', `${other.address} (${other.name})`))}
</dl></details></td>
</tr>`;
}
