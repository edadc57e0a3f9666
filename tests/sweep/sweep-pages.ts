import { type Answer, askPage, isWhole } from './ask';
import { mayAsk } from './askers';
import { isOpen, PAGES } from './cases';
import { canonical, differenceOf, disclosedIn, verdictOnPage } from './judge';
import { type Look, looksAt } from './looks';
import { forbiddenOffers, textOf } from './offers';
import { hiddenFrom, type Stage } from './stage';
import { fourAtATime, type Tally } from './tally';

/** Looks at one page with everybody's eyes, at every id, in every way in which a page can be asked for. */
export async function sweepPage(stage: Stage, page: string, tally: Tally): Promise<void> {
  const place = PAGES[page];
  if (!place) return tally.fail(`page ${page}: has no case in tests/sweep/cases.ts`);
  const looks = looksAt(stage, page, place);
  const groups = new Map<string, { first: Look; text: string }>();
  const lookAt = ({ path, way, asker }: Look) => askPage(stage.target.url, path, way, asker.cookie);

  await fourAtATime(looks, async (look) => {
    tally.attempts += 1;
    const { what, asker, way, asked, echoes, expected } = look;
    const said = (words: string) => tally.fail(`page ${page}: ${asker.name}, ${what}, as ${way}: ${words}`);
    const answer = await lookAt(look);
    const shown = disclosedIn(answer, hiddenFrom(asker, stage), asked);
    if (shown.length > 0) {
      tally.disclosed += 1;
      said(`shows ${shown.join(', ')}`);
    }
    if (isWhole(way) && !isOpen(place)) {
      const verdict = verdictOnPage(answer);
      if (verdict !== expected) said(`${verdict}, not ${expected}`);
      if (
        look.showsTheirs &&
        disclosedIn(answer, stage.canaries, Object.values(stage.theirs.ids)).length < 1
      ) {
        said('nothing of theirs can be seen by those who may, so the search for it proves nothing');
      }
      if (way === 'html' && verdict === 'shown') {
        const offers = forbiddenOffers(answer.text, asker);
        if (offers.length > 0) said(`offers ${offers.join(', ')}, which is not for them`);
        const { part } = place;
        if (part && textOf(answer.text).includes(part.markup) !== mayAsk(asker, part.who)) {
          said(`${mayAsk(asker, part.who) ? 'lacks' : 'shows'} ${part.markup}`);
        }
        if (look.says && !textOf(answer.text).includes(look.says)) said(`does not say "${look.says}"`);
      }
    } else if (answer.status >= 500 && page !== '/_global-error') said(`failed with ${answer.status}`);
    if (!look.group) return;
    const text = canonical(answer, echoes);
    const known = groups.get(look.group);
    if (!known) groups.set(look.group, { first: look, text });
    else if (known.text !== text && !(await canBeSame(known.first, look, lookAt))) {
      said(`is told apart from ${known.first.what} by ${differenceOf(known.text, text)}`);
    }
  });
}

/**
 * Asks both again, a few times. A minute may have passed on the page, and a part of it that was not ready is sent behind
 * the rest, which a busy machine decides: two pages that can be told apart by what they say are so every time.
 */
async function canBeSame(one: Look, other: Look, lookAt: (look: Look) => Promise<Answer>): Promise<boolean> {
  for (let times = 0; times < 5; times += 1) {
    const [first, second] = await Promise.all([lookAt(one), lookAt(other)]);
    if (canonical(first, one.echoes) === canonical(second, other.echoes)) return true;
  }
  return false;
}
