/** The style of the page: system fonts, light and dark, one column from 390 px on. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --ground: #ffffff; --raised: #f6f8fa; --mark: #8a4b00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #30363d; --ground: #0d1117; --raised: #161b22; --mark: #f0b35c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
.tag { margin: .5rem 0 0; color: var(--mark); font-weight: 600; }
p { margin: .5rem 0; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; background: var(--raised); }
summary { padding: .5rem .75rem; cursor: pointer; min-height: 24px; }
summary:focus-visible, pre:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
summary time, summary span { color: var(--soft); font-size: .875rem; }
summary time { white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .25rem .75rem; margin: 0; padding: .25rem .75rem .75rem; font-size: .875rem; }
dt { color: var(--soft); }
dd { margin: 0; }
pre { margin: 0 .75rem .75rem; padding: .75rem; max-height: 24rem; overflow: auto; white-space: pre-wrap; border: 1px solid var(--line); border-radius: 6px; background: var(--ground); font-size: .875rem; }
code { font-size: .8125rem; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-top: 1px solid var(--line); }
th[scope=row] { font-weight: 600; width: 30%; }
td:last-child { width: 36%; }
td details { margin: 0; }
td dl { grid-template-columns: 1fr; gap: 0; }
td dd { margin-bottom: .25rem; }
.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
td { position: relative; }
@media (max-width: 40rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr, th, td, caption { display: block; }
  th[scope=row], td, td:last-child { width: auto; padding: 0 0 .5rem; border: 0; }
  tr { border-top: 1px solid var(--line); padding-top: .5rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .25rem; }
}
`;

/**
 * Looks every three seconds whether there is another mail, and replaces the list alone; what is open stays open. Uploads
 * a certificate: the policy lets no form be posted by itself.
 */
export const PAGE_SCRIPT = `
setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch('/?part=mails', { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('mails');
    const old = document.getElementById('mails');
    if (!next || !old || next.dataset.version === old.dataset.version) return;
    const open = new Set([...old.querySelectorAll('details[open]')].map((item) => item.dataset.id));
    for (const item of next.querySelectorAll('details')) item.open = open.has(item.dataset.id);
    const focused = document.activeElement?.closest('#mails details')?.dataset.id;
    old.dataset.version = next.dataset.version;
    old.replaceChildren(...next.childNodes);
    if (focused) old.querySelector('details[data-id="' + focused + '"] > summary')?.focus();
  } catch {}
}, 3000);
document.getElementById('upload').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { clientId, file } = event.target.elements;
  const answer = await fetch('/sandbox/certificates?clientId=' + encodeURIComponent(clientId.value.trim()), {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-x509-ca-cert' },
    body: file.files[0],
  });
  const { error, thumbprint } = await answer.json();
  document.getElementById('uploaded').textContent = error || 'Uploaded. Thumbprint: ' + thumbprint;
});
`;
