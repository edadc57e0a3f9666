import { type Asker, mayAsk } from './askers';
import { ACTIONS, isOpen, PAGES, ROUTES } from './cases';

/** What a page says in its markup: without scripts, which hold the words of every page. */
export function textOf(html: string): string {
  return html.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script>/g, '').replaceAll('&#x27;', "'");
}

/** Links to pages and buttons of actions that a page offers to somebody whose role does not allow them. */
export function forbiddenOffers(html: string, asker: Asker): string[] {
  const text = textOf(html);
  const links = [...text.matchAll(/<a\b[^>]* href="([^"?#]*)/g)].map(([, href = '']) => href);
  const pages = Object.entries(PAGES).filter(([, place]) => !isOpen(place) && !mayAsk(asker, place.who));
  const actions = Object.values(ACTIONS).filter((each) => !isOpen(each) && !mayAsk(asker, each.who));
  const forms = Object.values(ROUTES).flatMap((each) =>
    isOpen(each) || mayAsk(asker, each.who) ? [] : (each.form ?? []),
  );
  return [
    ...links.filter((href) => pages.some(([page]) => isAddressOf(page, href))),
    ...[...actions, ...forms]
      .flatMap((each) => ('button' in each && each.button ? [each.button] : []))
      .filter(isOn(text)),
  ];
}

const isOn = (text: string) => (button: string) => new RegExp(`>\\s*${button}\\s*<`).test(text);

function isAddressOf(page: string, href: string): boolean {
  // A fixed address is no id: /mailboxes/new is not /mailboxes/[id].
  if (href in PAGES) return page === href;
  return new RegExp(`^${page.replaceAll('[id]', '[0-9a-f-]{36}')}$`).test(href);
}
