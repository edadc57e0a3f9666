import { expect, test } from 'vitest';
import { chooseLanguage, chooseTimeZone } from '@/app/_words/languages';

test.each([
  { chosen: undefined, asked: null, gets: 'en' },
  { chosen: undefined, asked: '', gets: 'en' },
  { chosen: undefined, asked: 'zh-TW,zh;q=0.9,en;q=0.8', gets: 'zh-Hant' },
  { chosen: undefined, asked: 'zh', gets: 'zh-Hant' },
  { chosen: undefined, asked: 'zh-CN', gets: 'zh-Hant' },
  { chosen: undefined, asked: 'de-DE,de;q=0.9', gets: 'en' },
  { chosen: undefined, asked: 'de, zh-TW;q=0.5, en;q=0.7', gets: 'en' },
  { chosen: undefined, asked: 'en;q=0, zh-Hant;q=0.1', gets: 'zh-Hant' },
  { chosen: undefined, asked: ';;q=,,*', gets: 'en' },
  { chosen: 'zh-Hant', asked: 'en', gets: 'zh-Hant' },
  { chosen: 'en', asked: 'zh-TW', gets: 'en' },
  { chosen: 'klingon', asked: 'zh-TW', gets: 'zh-Hant' },
  { chosen: '__proto__', asked: null, gets: 'en' },
])('cookie $chosen and a browser that asks for $asked: $gets', ({ chosen, asked, gets }) => {
  expect(chooseLanguage(chosen, asked)).toBe(gets);
});

test.each([
  { told: undefined, uses: 'UTC' },
  { told: '', uses: 'UTC' },
  { told: 'Asia/Taipei', uses: 'Asia/Taipei' },
  { told: 'Mars/Olympus', uses: 'UTC' },
  { told: 'x'.repeat(65), uses: 'UTC' },
])('a browser that says its time zone is $told gets times in $uses', ({ told, uses }) => {
  expect(chooseTimeZone(told)).toBe(uses);
});
