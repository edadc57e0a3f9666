/**
 * The arguments that an ICU message takes, as "name:type" (`count:plural`, `name:text`) and "<tag>", sorted, each once.
 * Throws when a brace is not closed or a plural has no branch `other`.
 */
export function icuArguments(message: string): string[] {
  const found = new Set([...message.matchAll(/<([a-z]\w*)\s*\/?>/gi)].map(([, tag]) => `<${tag}>`));
  const end = readText(message, 0, found);
  if (end !== message.length) throw new Error(`one brace too many in "${message}"`);
  return [...found].sort();
}

function readText(text: string, from: number, found: Set<string>): number {
  let at = from;
  while (at < text.length && text[at] !== '}') {
    // An apostrophe before a brace quotes it up to the next apostrophe.
    if (text[at] === "'" && /[{}]/.test(text[at + 1] ?? ''))
      at = text.indexOf("'", at + 1) + 1 || text.length;
    else if (text[at] === '{') at = readArgument(text, at + 1, found);
    else at++;
  }
  return at;
}

function readArgument(text: string, from: number, found: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(from));
  if (!head) throw new Error(`an argument without a name in "${text}"`);
  const [whole, name, type = 'text'] = head;
  found.add(`${name}:${type}`);
  let at = from + whole.length;
  if (!['plural', 'select', 'selectordinal'].includes(type)) {
    at = text.indexOf('}', at);
    if (at < 0) throw new Error(`a brace that is not closed in "${text}"`);
    return at + 1;
  }
  const branches: string[] = [];
  for (;;) {
    const branch = /^[\s,]*(?:offset:\d+\s*)?([\w=]+)\s*\{/.exec(text.slice(at));
    if (!branch) break;
    branches.push(branch[1] ?? '');
    at = readText(text, at + branch[0].length, found) + 1;
  }
  const close = /^\s*\}/.exec(text.slice(at));
  if (!close) throw new Error(`a brace that is not closed in "${text}"`);
  if (!branches.includes('other')) throw new Error(`no branch "other" in "${text}"`);
  return at + close[0].length;
}
