import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '@/app/_words/formats';
import { FORMAT_TAGS, LANGUAGES } from '@/app/_words/languages';
import { WORDS } from '@/app/_words/words';
import { DETAIL_NAMES } from '@/lib/audit/audit';
import { icuArguments } from './icu-arguments';

/** Every text of a language by its path: "shell.navigation.overview". */
function texts(tree: unknown, path = ''): Map<string, unknown> {
  if (typeof tree !== 'object' || tree === null) return new Map([[path, tree]]);
  return new Map(
    Object.entries(tree).flatMap(([key, branch]) => [...texts(branch, path === '' ? key : `${path}.${key}`)]),
  );
}

const english = texts(WORDS.en);

test('every name that an entry of the history keeps something under has its words, and no other', () => {
  for (const language of LANGUAGES) {
    expect(Object.keys(WORDS[language].history.details).sort()).toEqual([...DETAIL_NAMES].sort());
  }
});

test('every file of words is loaded', () => {
  for (const language of LANGUAGES) {
    const files = readdirSync(join(import.meta.dirname, '../../app/_words', language));
    expect(files.map((file) => file.replace(/\.json$/, '')).sort()).toEqual(
      Object.keys(WORDS[language]).sort(),
    );
  }
});

describe.each(LANGUAGES)('%s', (language) => {
  const here = texts(WORDS[language]);

  test('has exactly the keys of the English words', () => {
    expect([...here.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !here.has(key))).toEqual([]);
  });

  test('has a text under every key, without stray spaces', () => {
    const bad = [...here].filter(
      ([, text]) => typeof text !== 'string' || text === '' || text !== text.trim(),
    );
    expect(bad).toEqual([]);
  });

  test('takes the arguments that the English text takes', () => {
    const differing = [...here].flatMap(([key, text]) => {
      const [mine, theirs] = [icuArguments(String(text)), icuArguments(String(english.get(key)))];
      return mine.join() === theirs.join() ? [] : [{ key, mine, theirs }];
    });
    expect(differing).toEqual([]);
  });

  test('can be formatted, every one', () => {
    const faults: string[] = [];
    const t = createTranslator({
      locale: FORMAT_TAGS[language],
      messages: WORDS[language],
      formats: FORMATS,
      timeZone: 'UTC',
      onError: (error) => void faults.push(error.message),
    }) as unknown as { markup: (key: string, values: Record<string, unknown>) => string };
    for (const [key, text] of here) {
      const values = Object.fromEntries(
        icuArguments(String(text)).map((argument) =>
          argument.startsWith('<')
            ? [argument.slice(1, -1), (inside: string) => inside]
            : [argument.split(':')[0], argument.endsWith(':text') ? 'x' : 3],
        ),
      );
      t.markup(key, values);
    }
    expect(faults).toEqual([]);
  });

  test('is calm: no exclamation mark and no "oops"', () => {
    expect([...here].filter(([, text]) => /[!！]|\boops\b/i.test(String(text)))).toEqual([]);
  });
});

describe('zh-Hant', () => {
  const chinese = [...texts(WORDS['zh-Hant'])];

  test('has no character that only Simplified Chinese writes', () => {
    const simplified =
      /[这们为时对说来发会国过还进动开关问题设邮户连络网间实现应请认证书输码删选择账录签验测试败错误权资讯电页语显启闭无从个让与处务传统报顺级线约终结给继续维负责费贴]/;
    expect(chinese.filter(([, text]) => simplified.test(String(text)))).toEqual([]);
  });

  test('says it as Taiwan does', () => {
    const mainland = /郵箱|信息|默認|服務器|登錄|密鑰|鏈接|賬|視頻|軟件|網絡|數據庫/;
    expect(chinese.filter(([, text]) => mainland.test(String(text)))).toEqual([]);
  });
});
