/** The parameters of an address as Next hands them to a page. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The text of one parameter: the first when it is given twice, without control characters, at most 200 long. */
export function textIn(parameters: SearchParams, name: string): string {
  const value = parameters[name];
  const text = (Array.isArray(value) ? value[0] : value) ?? '';
  // Postgres refuses a NUL character, and no name holds any of the others.
  return text
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200);
}

/** The page that an address asks for, counted from 1; anything else is the first. */
export function pageIn(parameters: SearchParams): number {
  const text = textIn(parameters, 'page');
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** One of `choices`, or null when the parameter is none of them. */
export function choiceIn<T extends string>(
  parameters: SearchParams,
  name: string,
  choices: readonly T[],
): T | null {
  const text = textIn(parameters, name);
  return choices.find((choice) => choice === text) ?? null;
}

/** `path` with those of `parameters` that say something. */
export function hrefWith(
  path: string,
  parameters: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Where a page of a list stands in the whole: "1–50 of 312". A page beyond the end is the last one. */
export function spanOf(
  page: number,
  total: number,
  size: number,
): { page: number; pages: number; from: number; to: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const shown = Math.min(page, pages);
  const from = total === 0 ? 0 : (shown - 1) * size + 1;
  return { page: shown, pages, from, to: Math.min(shown * size, total) };
}
